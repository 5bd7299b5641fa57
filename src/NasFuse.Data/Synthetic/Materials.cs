namespace NasFuse.Data.Synthetic;

/// <summary>Colours of things.</summary>
/// <remarks>
/// Buildings, cars and clothes share one palette, and glass is glass on house and car: a small window of pixels does not tell the class,
/// only its surroundings do.
/// </remarks>
internal static class Materials
{
    private static readonly Tint[] Surfaces =
    [
        new(0.55f, 0.30f, 0.24f), new(0.72f, 0.62f, 0.48f), new(0.62f, 0.62f, 0.60f), new(0.35f, 0.36f, 0.38f), new(0.82f, 0.80f, 0.76f),
        new(0.28f, 0.36f, 0.52f), new(0.66f, 0.50f, 0.26f), new(0.17f, 0.18f, 0.21f), new(0.45f, 0.20f, 0.18f), new(0.36f, 0.44f, 0.34f),
    ];

    public static Tint Glass { get; } = new(0.16f, 0.20f, 0.25f);

    public static Tint Rubber { get; } = new(0.07f, 0.07f, 0.08f);

    public static Tint Metal { get; } = new(0.38f, 0.39f, 0.40f);

    public static Tint Bark { get; } = new(0.27f, 0.21f, 0.16f);

    public static Tint Surface(Random random) => Surfaces[random.Next(Surfaces.Length)].Vary(random, 0.06f);

    public static Tint Leaves(Random random) => new Tint(0.22f, 0.36f, 0.14f).Vary(random, 0.07f);

    public static Tint Skin(Random random) => new Tint(0.80f, 0.60f, 0.48f) * (0.45f + 0.6f * random.NextSingle());
}
