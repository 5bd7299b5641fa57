namespace NasFuse.Data.Synthetic;

/// <summary>A car seen from behind and from its inner side: a long box with a glazed cabin on it.</summary>
/// <param name="X">Of its middle.</param>
/// <param name="Z">Of its nearest end.</param>
/// <param name="Body">Colour.</param>
/// <param name="Height">Height of the roof, metres: 1.4 for a saloon, above 1.8 for a van.</param>
/// <param name="Lamps">Colour of its lamps: red from behind, white when it comes towards the camera.</param>
internal sealed record Car(double X, double Z, Tint Body, double Height, Tint Lamps) : StreetObject(X, Z)
{
    private const double HalfWidth = 0.88, Floor = 0.24, Length = 4.2;

    public static Car Create(Random random, double x, double z, bool comesCloser)
    {
        var isVan = random.NextDouble() < 0.25;
        return new Car(x, z, Materials.Surface(random), isVan ? 1.8 + 0.5 * random.NextDouble() : 1.38 + 0.15 * random.NextDouble(), comesCloser ? new(0.95f, 0.93f, 0.85f) : new(0.62f, 0.08f, 0.06f));
    }

    public override void Draw(ObjectBrush brush)
    {
        double left = X - HalfWidth, right = X + HalfWidth, belt = Height * 0.62, far = Z + Length;
        brush.Shadow(left - 0.15, right + 0.15, Z - 0.15, far);
        // Of the two long sides, the camera sees the one that faces it, or none when it is right behind the car.
        if (left > 0) DrawSide(brush, left, belt, far);
        else if (right < 0) DrawSide(brush, right, belt, far);
        DrawTop(brush, left, right, belt);
        DrawEnd(brush, left, right, belt);
    }

    private void DrawSide(ObjectBrush brush, double x, double belt, double far)
    {
        var side = Body * 0.8f;
        brush.Fill(side, (x, Floor, Z), (x, belt, Z), (x, belt, far), (x, Floor, far));
        brush.Fill(side, (x, belt, Z + 0.1), (x, Height, Z + 0.6), (x, Height, Z + 2.6), (x, belt, Z + 3.3));
        brush.Fill(Materials.Glass, (x, belt, Z + 0.5), (x, Height - 0.1, Z + 0.8), (x, Height - 0.1, Z + 1.55), (x, belt, Z + 1.55));
        brush.Fill(Materials.Glass, (x, belt, Z + 1.7), (x, Height - 0.1, Z + 1.7), (x, Height - 0.1, Z + 2.5), (x, belt, Z + 3.0));
        DrawWheel(brush, x, Z + 0.8);
        DrawWheel(brush, x, Z + 3.4);
    }

    private static void DrawWheel(ObjectBrush brush, double x, double z)
    {
        const double R = 0.32, C = 0.23;
        brush.Fill(Materials.Rubber, (x, 0, z), (x, R - C, z - C), (x, R, z - R), (x, R + C, z - C), (x, 2 * R, z), (x, R + C, z + C), (x, R, z + R), (x, R - C, z + C));
    }

    private void DrawTop(ObjectBrush brush, double left, double right, double belt)
    {
        brush.Fill(Body * 1.1f, (left, belt, Z), (right, belt, Z), (right, belt, Z + 0.5), (left, belt, Z + 0.5));
        brush.Fill(Body * 1.1f, (left + 0.12, Height, Z + 0.6), (right - 0.12, Height, Z + 0.6), (right - 0.12, Height, Z + 2.6), (left + 0.12, Height, Z + 2.6));
    }

    private void DrawEnd(ObjectBrush brush, double left, double right, double belt)
    {
        brush.Fill(Materials.Rubber, (left + 0.05, 0, Z), (left + 0.27, 0, Z), (left + 0.27, Floor + 0.1, Z), (left + 0.05, Floor + 0.1, Z));
        brush.Fill(Materials.Rubber, (right - 0.27, 0, Z), (right - 0.05, 0, Z), (right - 0.05, Floor + 0.1, Z), (right - 0.27, Floor + 0.1, Z));
        brush.Fill(Body, (left, Floor, Z), (right, Floor, Z), (right, belt, Z), (left, belt, Z));
        brush.Fill(Body * 0.95f, (left + 0.04, belt, Z + 0.1), (right - 0.04, belt, Z + 0.1), (right - 0.14, Height, Z + 0.6), (left + 0.14, Height, Z + 0.6));
        brush.Fill(Materials.Glass * 1.2f, (left + 0.16, belt + 0.05, Z + 0.1), (right - 0.16, belt + 0.05, Z + 0.1), (right - 0.24, Height - 0.1, Z + 0.5), (left + 0.24, Height - 0.1, Z + 0.5));
        brush.Fill(Materials.Rubber * 2, (left, Floor, Z), (right, Floor, Z), (right, Floor + 0.16, Z), (left, Floor + 0.16, Z));
        brush.Fill(new Tint(0.8f, 0.8f, 0.72f), (X - 0.25, belt * 0.55, Z), (X + 0.25, belt * 0.55, Z), (X + 0.25, belt * 0.55 + 0.12, Z), (X - 0.25, belt * 0.55 + 0.12, Z));
        brush.Fill(Lamps, (left + 0.03, belt - 0.28, Z), (left + 0.25, belt - 0.28, Z), (left + 0.25, belt - 0.1, Z), (left + 0.03, belt - 0.1, Z));
        brush.Fill(Lamps, (right - 0.25, belt - 0.28, Z), (right - 0.03, belt - 0.28, Z), (right - 0.03, belt - 0.1, Z), (right - 0.25, belt - 0.1, Z));
    }
}
