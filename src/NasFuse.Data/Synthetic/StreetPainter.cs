using NasFuse.Core.Graphs;

namespace NasFuse.Data.Synthetic;

/// <summary>Paints a street: for each pixel the nearest of ground, house fronts and the street's end along its ray, then the objects from far to near.</summary>
internal sealed class StreetPainter
{
    private const ushort Sky = 0, Road = 1, Pavement = 2, Hedge = 3, Front = 4, FirstObject = 5;
    private const double NearestPlane = 0.5;

    private readonly StreetScene _scene;
    private readonly SceneCanvas _canvas;

    private StreetPainter(StreetScene scene, Size size) => (_scene, _canvas) = (scene, new SceneCanvas(size));

    /// <summary>A scene of a size from a random stream.</summary>
    public static SegmentationSample Paint(string name, Size size, Random random)
    {
        var scene = StreetSceneGenerator.Create(random, new Size(2 * size.Height, 2 * size.Width));
        var painter = new StreetPainter(scene, size);
        painter.PaintBackground();
        painter.PaintObjects();
        return painter._canvas.Finish(name, noise: 0.02f + 0.05f * random.NextSingle(), scene.Seed);
    }

    private void PaintBackground()
    {
        for (var y = 0; y < _canvas.Height; y++)
        {
            for (var x = 0; x < _canvas.Width; x++)
            {
                double right = (x + 0.5 - _scene.Camera.CenterX) / _scene.Camera.Focal, down = (y + 0.5 - _scene.Camera.HorizonY) / _scene.Camera.Focal;
                PaintRay(x, y, right, down);
            }
        }
    }

    private void PaintRay(int x, int y, double right, double down)
    {
        var toGround = down > 0 ? _scene.Camera.EyeHeight / down : double.MaxValue;
        var toSide = right < 0 ? _scene.LeftWall / right : right > 0 ? _scene.RightWall / right : double.MaxValue;
        if (toGround <= toSide && toGround <= _scene.End) PaintGround(x, y, right * toGround, toGround);
        else if (toSide <= _scene.End) PaintFront(x, y, right < 0 ? _scene.LeftRow : _scene.RightRow, toSide, toSide, down, toSide / _scene.Camera.Focal / Math.Abs(right), right < 0 ? _scene.SideLight.Left : _scene.SideLight.Right);
        else PaintFront(x, y, _scene.EndRow, right * _scene.End, _scene.End, down, _scene.End / _scene.Camera.Focal, 0.9f);
    }

    private void PaintFront(int x, int y, List<Building> row, double along, double z, double down, double metresPerPixel, float light)
    {
        var building = Building.At(row, along);
        var up = _scene.Camera.EyeHeight - down * z;
        if (up > building.Height) PaintSky(x, y, down);
        else
        {
            var tint = Hazy(building.Paint(along, up, metresPerPixel) * (light * _scene.Light), z);
            if (building.IsHedge) _canvas.Set(x, y, tint, StreetClass.Tree, Hedge);
            else _canvas.Set(x, y, tint, StreetClass.Building, Front);
        }
    }

    private void PaintGround(int x, int y, double across, double z)
    {
        var fromCenter = across - _scene.RoadCenter;
        var grain = ValueNoise.At(across * 2, z * 0.8, _scene.Seed) * 0.14f + ValueNoise.At(across * 14, z * 5, _scene.Seed + 1) * 0.10f;
        var isRoad = Math.Abs(fromCenter) < _scene.RoadHalfWidth;
        var tint = isRoad ? Marked(_scene.Asphalt, fromCenter, z) : Tiled(_scene.Paving, fromCenter, z);
        var toDarkWall = _scene.SideLight.Left < 1 ? across - _scene.LeftWall : _scene.RightWall - across;
        var light = (0.88f + grain) * (toDarkWall < _scene.ShadowWidth ? 0.62f : 1f) * _scene.Light;
        _canvas.Set(x, y, Hazy(tint * light, z), isRoad ? StreetClass.Road : StreetClass.Pavement, isRoad ? Road : Pavement);
    }

    private Tint Marked(Tint asphalt, double fromCenter, double z)
    {
        var isDash = Math.Abs(fromCenter) < 0.08 && z % 6 < 3;
        var isEdgeLine = Math.Abs(Math.Abs(fromCenter) - _scene.RoadHalfWidth + 0.25) < 0.05;
        return isDash || isEdgeLine ? asphalt.Towards(new Tint(0.9f, 0.9f, 0.86f), 0.75f) : asphalt;
    }

    private Tint Tiled(Tint paving, double fromCenter, double z)
    {
        if (Math.Abs(fromCenter) < _scene.RoadHalfWidth + 0.18) return paving * 1.25f;
        // Joints finer than a pixel would flicker.
        var isJoint = z < 18 && (Math.Abs(fromCenter) % 0.75 < 0.05 || z % 0.75 < 0.06);
        return isJoint ? paving * 0.78f : paving;
    }

    private void PaintSky(int x, int y, double down)
    {
        var height = (float)Math.Clamp(-down * 2.2, 0, 1);
        var cloud = ValueNoise.At(x * 5.0 / _canvas.Width, y * 9.0 / _canvas.Height, _scene.Seed + 3) * 0.65f + ValueNoise.At(x * 14.0 / _canvas.Width, y * 22.0 / _canvas.Height, _scene.Seed + 4) * 0.35f;
        var clear = _scene.Haze.Towards(_scene.Zenith, height);
        _canvas.Set(x, y, clear.Towards(new Tint(0.92f, 0.92f, 0.93f), Math.Clamp((cloud - 0.45f) * 2, 0, 0.8f)) * Math.Min(1, _scene.Light), StreetClass.Sky, Sky);
    }

    private void PaintObjects()
    {
        var thing = FirstObject;
        foreach (var item in _scene.Objects.Where(item => item.Z > NearestPlane))
            item.Draw(new ObjectBrush(_canvas, _scene, ClassOf(item), thing++));
    }

    private static StreetClass ClassOf(StreetObject item) => item switch
    {
        Car => StreetClass.Car,
        Pedestrian => StreetClass.Pedestrian,
        Pole => StreetClass.Pole,
        _ => StreetClass.Tree,
    };

    private Tint Hazy(Tint tint, double z) => tint.Towards(_scene.Haze, (float)(z / (z + _scene.HazeDistance)));
}
