namespace NasFuse.Data.Synthetic;

/// <summary>Smooth noise over the plane from hashed grid points: the same on every machine, and any point on its own.</summary>
internal static class ValueNoise
{
    /// <summary>Noise at a point, 0..1, with features about one unit large.</summary>
    public static float At(double x, double y, uint seed)
    {
        double left = Math.Floor(x), top = Math.Floor(y);
        float u = Smooth((float)(x - left)), v = Smooth((float)(y - top));
        int i = (int)left, j = (int)top;
        float above = Lerp(Hash(i, j, seed), Hash(i + 1, j, seed), u), below = Lerp(Hash(i, j + 1, seed), Hash(i + 1, j + 1, seed), u);
        return Lerp(above, below, v);
    }

    /// <summary>An independent number for every grid point, 0..1.</summary>
    public static float Hash(int i, int j, uint seed)
    {
        var hash = unchecked(((uint)i * 0x9e3779b1) ^ ((uint)j * 0x85ebca77) ^ (seed * 0xc2b2ae3d));
        hash = unchecked((hash ^ (hash >> 15)) * 0x2c1b3c6d);
        hash = unchecked((hash ^ (hash >> 12)) * 0x297a2d39);
        return (hash ^ (hash >> 15)) * (1f / uint.MaxValue);
    }

    private static float Smooth(float t) => t * t * (3 - 2 * t);

    private static float Lerp(float a, float b, float t) => a + t * (b - a);
}
