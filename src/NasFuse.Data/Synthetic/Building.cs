namespace NasFuse.Data.Synthetic;

/// <summary>A house front along the street, or a hedge where there is no house.</summary>
/// <param name="Start">Where it begins along the street, metres.</param>
/// <param name="Height">Metres.</param>
/// <param name="IsHedge">A hedge instead of a house.</param>
/// <param name="Wall">Colour of wall or leaves.</param>
/// <param name="WindowPitch">Distance of windows, metres.</param>
/// <param name="FloorHeight">Metres.</param>
/// <param name="Seed">Of its texture.</param>
internal sealed record Building(double Start, double Height, bool IsHedge, Tint Wall, double WindowPitch, double FloorHeight, uint Seed)
{
    private const double HedgeShare = 0.16;

    /// <summary>A row of houses and hedges.</summary>
    public static List<Building> Row(Random random, double from, double to)
    {
        var row = new List<Building>();
        for (var at = from; at < to; at += 6 + 11 * random.NextDouble())
        {
            var isHedge = row.Count > 0 && random.NextDouble() < HedgeShare;
            row.Add(new Building(
                at,
                isHedge ? 1.5 + 2 * random.NextDouble() : 6 + 15 * random.NextDouble(),
                isHedge,
                isHedge ? Materials.Leaves(random) : Materials.Surface(random),
                1.9 + 1.8 * random.NextDouble(),
                2.8 + 0.7 * random.NextDouble(),
                (uint)random.Next()));
        }
        return row;
    }

    /// <summary>The building of a row at a place.</summary>
    public static Building At(List<Building> row, double along)
    {
        var i = row.Count - 1;
        while (i > 0 && row[i].Start > along) i--;
        return row[i];
    }

    /// <summary>Colour of a point on the front.</summary>
    /// <param name="along">Metres along the street.</param>
    /// <param name="up">Metres above the ground.</param>
    /// <param name="metresPerPixel">How coarse the picture is there; details smaller than that fade.</param>
    public Tint Paint(double along, double up, double metresPerPixel)
    {
        if (IsHedge) return Wall * (0.55f + 0.9f * ValueNoise.At(along * 5, up * 5, Seed));
        var plaster = Wall * (0.88f + 0.16f * ValueNoise.At(along * 1.3, up * 1.3, Seed) + 0.10f * ValueNoise.At(along * 9, up * 9, Seed + 1));
        var sharpness = (float)Math.Clamp(1.6 - 2.5 * metresPerPixel / WindowPitch, 0, 1);
        if (up > Height - 0.5) return plaster * 0.75f;
        return plaster.Towards(Opening(along, up, plaster), sharpness);
    }

    private Tint Opening(double along, double up, Tint plaster)
    {
        double column = Math.Floor((along - Start) / WindowPitch), u = (along - Start) / WindowPitch - column;
        double floor = Math.Floor(up / FloorHeight), v = up / FloorHeight - floor;
        if (floor == 0 && ValueNoise.Hash((int)column, 7, Seed) < 0.25f) return u is > 0.3 and < 0.7 && v < 0.72 ? Wall * 0.4f : plaster;
        if (u is < 0.24 or > 0.76 || v is < 0.28 or > 0.80) return plaster;
        if (u is < 0.29 or > 0.71 || v is < 0.32 or > 0.76) return plaster * 1.25f;
        return Materials.Glass * (0.7f + 1.3f * ValueNoise.Hash((int)column, (int)floor, Seed) * (float)v);
    }
}
