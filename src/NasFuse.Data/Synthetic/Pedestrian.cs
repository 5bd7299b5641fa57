namespace NasFuse.Data.Synthetic;

/// <summary>A person, standing or walking.</summary>
/// <param name="X">Of the feet.</param>
/// <param name="Z">Distance.</param>
/// <param name="Height">Metres.</param>
/// <param name="Stride">Distance between the feet, metres.</param>
/// <param name="Coat">Colour of the upper part.</param>
/// <param name="Trousers">Colour of the lower part.</param>
/// <param name="Skin">Colour of the head.</param>
internal sealed record Pedestrian(double X, double Z, double Height, double Stride, Tint Coat, Tint Trousers, Tint Skin) : StreetObject(X, Z)
{
    public static Pedestrian Create(Random random, double x, double z) =>
        new(x, z, 1.5 + 0.4 * random.NextDouble(), 0.6 * random.NextDouble(), Materials.Surface(random), Materials.Surface(random) * 0.6f, Materials.Skin(random));

    public override void Draw(ObjectBrush brush)
    {
        double hip = Height * 0.48, shoulder = Height * 0.83, half = Height * 0.145;
        brush.Shadow(X - 0.3, X + 0.3, Z - 0.15, Z + 0.3);
        DrawLeg(brush, X - Stride / 2 - 0.09, X - 0.09, hip);
        DrawLeg(brush, X + Stride / 2 + 0.09, X + 0.09, hip);
        brush.Fill(Coat, (X - half * 0.85, hip - 0.12, Z), (X + half * 0.85, hip - 0.12, Z), (X + half, shoulder, Z), (X - half, shoulder, Z));
        brush.Post(Coat * 0.8f, X - half - 0.04, Z, 0.06, hip, shoulder - 0.03);
        brush.Post(Coat * 0.8f, X + half + 0.04, Z, 0.06, hip, shoulder - 0.03);
        brush.Disc(Skin, X, Height * 0.92, Z, Height * 0.062, Height * 0.08);
        brush.Disc(Trousers * 0.5f, X, Height * 0.96, Z, Height * 0.06, Height * 0.045);
    }

    private void DrawLeg(ObjectBrush brush, double foot, double hipX, double hip) =>
        brush.Fill(Trousers, (foot - 0.07, 0, Z), (foot + 0.07, 0, Z), (hipX + 0.1, hip, Z), (hipX - 0.1, hip, Z));
}
