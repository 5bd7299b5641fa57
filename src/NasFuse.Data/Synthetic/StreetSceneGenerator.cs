using NasFuse.Core.Graphs;

namespace NasFuse.Data.Synthetic;

/// <summary>Makes up streets.</summary>
internal static class StreetSceneGenerator
{
    private static readonly (Tint Zenith, Tint Haze)[] Skies =
    [
        (new(0.36f, 0.55f, 0.84f), new(0.76f, 0.83f, 0.90f)),
        (new(0.66f, 0.69f, 0.73f), new(0.83f, 0.84f, 0.85f)),
        (new(0.52f, 0.60f, 0.72f), new(0.88f, 0.80f, 0.70f)),
    ];

    /// <summary>A street for a picture of a size (of the canvas, in pixels).</summary>
    public static StreetScene Create(Random random, Size canvas)
    {
        var camera = new Camera(
            Focal: canvas.Width * Between(random, 0.75, 1.0),
            CenterX: canvas.Width * Between(random, 0.4, 0.6),
            HorizonY: canvas.Height * Between(random, 0.38, 0.5),
            EyeHeight: Between(random, 1.4, 1.9));
        double halfWidth = Between(random, 3.4, 5.6), center = Between(random, -0.4, 0.4) * halfWidth, end = Between(random, 50, 160);
        var (zenith, haze) = Skies[random.Next(Skies.Length)];
        var isLeftDark = random.Next(2) == 0;
        var scene = new StreetScene
        {
            Camera = camera,
            RoadCenter = center,
            RoadHalfWidth = halfWidth,
            LeftWall = center - halfWidth - Between(random, 2, 4.5),
            RightWall = center + halfWidth + Between(random, 2, 4.5),
            End = end,
            LeftRow = Building.Row(random, 0, end),
            RightRow = Building.Row(random, 0, end),
            EndRow = Building.Row(random, -60, 60),
            Zenith = zenith.Vary(random, 0.05f),
            Haze = haze.Vary(random, 0.04f),
            HazeDistance = Between(random, 120, 500),
            Asphalt = new Tint(0.34f, 0.34f, 0.35f).Vary(random, 0.03f) * (float)Between(random, 0.75, 1.4),
            Paving = new Tint(0.52f, 0.50f, 0.47f).Vary(random, 0.05f) * (float)Between(random, 0.75, 1.2),
            Light = (float)Between(random, 0.75, 1.15),
            SideLight = isLeftDark ? (0.7f, 1f) : (1f, 0.7f),
            ShadowWidth = Between(random, 0, 6),
            Objects = [],
            Seed = (uint)random.Next(),
        };
        return scene with { Objects = [.. Objects(random, scene).OrderByDescending(thing => thing.Z)] };
    }

    private static IEnumerable<StreetObject> Objects(Random random, StreetScene scene)
    {
        foreach (var side in new[] { -1, 1 })
        {
            var kerb = scene.RoadCenter + side * scene.RoadHalfWidth;
            var wall = side < 0 ? scene.LeftWall : scene.RightWall;
            var density = random.NextDouble();
            for (var z = Between(random, 5, 9); z < scene.End - 6; z += Between(random, 5.2, 7))
            {
                if (random.NextDouble() < 0.75 * density) yield return Car.Create(random, kerb - side * 1.05, z, comesCloser: side < 0);
            }
            for (var z = Between(random, 6, 14); z < 60; z += Between(random, 7, 15)) yield return Pole.Create(random, kerb + side * 0.45, z);
            for (var z = Between(random, 7, 20); z < scene.End; z += Between(random, 8, 24)) yield return Tree.Create(random, kerb + side * 1.1, z);
            for (var people = random.Next(2, 7); people > 0; people--)
                yield return Pedestrian.Create(random, Between(random, kerb + side * 0.3, wall - side * 0.5), 5 + 32 * random.NextDouble() * random.NextDouble());
        }
        for (var cars = random.Next(3); cars > 0; cars--)
            yield return Car.Create(random, scene.RoadCenter + Between(random, 0.2, 0.45) * scene.RoadHalfWidth, Between(random, 9, 45), comesCloser: false);
        for (var cars = random.Next(3); cars > 0; cars--)
            yield return Car.Create(random, scene.RoadCenter - Between(random, 0.2, 0.45) * scene.RoadHalfWidth, Between(random, 9, 60), comesCloser: true);
        if (random.NextDouble() < 0.4)
            yield return Pedestrian.Create(random, scene.RoadCenter + Between(random, -0.8, 0.8) * scene.RoadHalfWidth, Between(random, 8, 25));
    }

    private static double Between(Random random, double from, double to) => from + (to - from) * random.NextDouble();
}
