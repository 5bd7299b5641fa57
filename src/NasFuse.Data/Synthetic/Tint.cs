namespace NasFuse.Data.Synthetic;

/// <summary>A colour while a scene is painted: red, green and blue, 0..1 but not bounded.</summary>
internal readonly record struct Tint(float Red, float Green, float Blue)
{
    public static Tint operator *(Tint tint, float factor) => new(tint.Red * factor, tint.Green * factor, tint.Blue * factor);

    /// <summary>This, moved towards another by a share 0..1.</summary>
    public Tint Towards(Tint other, float share) =>
        new(Red + share * (other.Red - Red), Green + share * (other.Green - Green), Blue + share * (other.Blue - Blue));

    /// <summary>A shade of this: each part changed by up to an amount.</summary>
    public Tint Vary(Random random, float amount)
    {
        return new Tint(Red + Spread(), Green + Spread(), Blue + Spread());

        float Spread() => amount * (2 * random.NextSingle() - 1);
    }
}
