namespace NasFuse.Data.Synthetic;

/// <summary>A lamp post, with an arm and a lamp, or a low post with a sign.</summary>
/// <param name="X">Of its foot.</param>
/// <param name="Z">Distance.</param>
/// <param name="Height">Metres.</param>
/// <param name="Arm">Length of the arm, metres; negative to the left, 0 for a sign instead.</param>
/// <param name="Sign">Colour of the sign.</param>
internal sealed record Pole(double X, double Z, double Height, double Arm, Tint Sign) : StreetObject(X, Z)
{
    // Thinner ones would be all edge, and edges are void.
    private const double MinPixels = 5;

    public static Pole Create(Random random, double x, double z)
    {
        var isLamp = random.NextDouble() < 0.6;
        return new Pole(x, z, isLamp ? 5 + 2.5 * random.NextDouble() : 2.4 + 0.8 * random.NextDouble(), isLamp ? -Math.Sign(x) * (0.8 + random.NextDouble()) : 0, Materials.Surface(random));
    }

    public override void Draw(ObjectBrush brush)
    {
        brush.Post(Materials.Metal, X, Z, 0.085, 0, Height, MinPixels);
        if (Arm == 0) brush.Disc(Sign, X, Height, Z, 0.36, 0.36);
        else brush.Fill(Materials.Metal * 0.9f, (X, Height - 0.25, Z), (X + Arm, Height - 0.05, Z), (X + Arm, Height + 0.15, Z), (X, Height, Z));
    }
}
