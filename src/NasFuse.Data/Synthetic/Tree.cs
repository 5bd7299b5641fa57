namespace NasFuse.Data.Synthetic;

/// <summary>A tree: a trunk and balls of leaves.</summary>
/// <param name="X">Of the trunk.</param>
/// <param name="Z">Distance.</param>
/// <param name="Trunk">Height of the lowest leaves, metres.</param>
/// <param name="Balls">Place relative to the top of the trunk, and radius, metres.</param>
/// <param name="Leaves">Colour.</param>
/// <param name="Seed">Of the leaves' texture.</param>
internal sealed record Tree(double X, double Z, double Trunk, IReadOnlyList<(double X, double Y, double Radius)> Balls, Tint Leaves, uint Seed) : StreetObject(X, Z)
{
    public static Tree Create(Random random, double x, double z)
    {
        var spread = 0.8 + 0.9 * random.NextDouble();
        var balls = Enumerable.Range(0, 7).Select(_ => (
            X: spread * (2 * random.NextDouble() - 1),
            Y: 0.3 + 2.2 * spread * random.NextDouble(),
            Radius: spread * (0.7 + 0.5 * random.NextDouble()))).ToArray();
        return new Tree(x, z, 2 + 0.8 * random.NextDouble(), balls, Materials.Leaves(random), (uint)random.Next());
    }

    public override void Draw(ObjectBrush brush)
    {
        brush.Shadow(X - 0.9, X + 0.9, Z - 0.5, Z + 0.8);
        brush.Fill(Materials.Bark, (X - 0.17, 0, Z), (X + 0.17, 0, Z), (X + 0.11, Trunk + 0.8, Z), (X - 0.11, Trunk + 0.8, Z));
        foreach (var (ball, i) in Balls.Select((ball, i) => (ball, (uint)i)))
            brush.Leaves(Leaves * (0.9f + 0.04f * i), X + ball.X, Trunk + ball.Y, Z, ball.Radius, Seed + i);
    }
}
