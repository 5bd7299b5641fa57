namespace NasFuse.Data.Synthetic;

/// <summary>Draws the parts of one object in world coordinates, in the scene's light and haze.</summary>
internal sealed class ObjectBrush(SceneCanvas canvas, StreetScene scene, StreetClass kind, ushort thing)
{
    public Camera Camera => scene.Camera;

    /// <summary>A flat convex part with corners in the world.</summary>
    public void Fill(Tint tint, params ReadOnlySpan<(double X, double Y, double Z)> corners)
    {
        Span<Point> points = stackalloc Point[corners.Length];
        for (var i = 0; i < corners.Length; i++) points[i] = Camera.Project(corners[i].X, corners[i].Y, corners[i].Z);
        var lit = Lit(tint, corners[0].Z);
        canvas.Fill(points, kind, thing, (x, y) => lit * (0.94f + 0.12f * ValueNoise.Hash(x / 2, y / 2, scene.Seed)));
    }

    /// <summary>An upright rectangle that faces the camera, at least some pixels wide.</summary>
    public void Post(Tint tint, double x, double z, double halfWidth, double from, double to, double minPixels = 0)
    {
        var half = Math.Max(halfWidth, minPixels / 2 / Camera.Scale(z));
        Fill(tint, (x - half, from, z), (x + half, from, z), (x + half, to, z), (x - half, to, z));
    }

    /// <summary>An ellipse that faces the camera.</summary>
    public void Disc(Tint tint, double x, double y, double z, double radiusX, double radiusY)
    {
        var lit = Lit(tint, z);
        canvas.FillEllipse(Camera.Project(x, y, z), radiusX * Camera.Scale(z), radiusY * Camera.Scale(z), kind, thing, (_, _, distance) => lit * (float)(1.05 - 0.25 * distance));
    }

    /// <summary>A ball of leaves with a ragged edge and light from above.</summary>
    public void Leaves(Tint tint, double x, double y, double z, double radius, uint seed)
    {
        var lit = Lit(tint, z);
        Point center = Camera.Project(x, y, z);
        double pixels = radius * Camera.Scale(z), grain = 5 / Math.Max(pixels, 1);
        canvas.FillEllipse(center, pixels, pixels, kind, thing, (px, py, distance) =>
        {
            double u = (px - center.X) * grain, v = (py - center.Y) * grain;
            var leaf = ValueNoise.At(u * 1.6, v * 1.6, seed);
            if (distance > 0.55 + 0.6 * leaf) return null;
            return lit * (float)(0.55 + 0.75 * ValueNoise.At(u * 3, v * 3, seed + 1) - 0.22 * (py - center.Y) / pixels);
        });
    }

    /// <summary>Darkens a rectangle of the ground.</summary>
    public void Shadow(double left, double right, double near, double far)
    {
        ReadOnlySpan<Point> corners = [Camera.Project(left, 0, near), Camera.Project(right, 0, near), Camera.Project(right, 0, far), Camera.Project(left, 0, far)];
        canvas.Shade(corners, 0.55f);
    }

    private Tint Lit(Tint tint, double z) => (tint * scene.Light).Towards(scene.Haze, (float)(z / (z + scene.HazeDistance)));
}
