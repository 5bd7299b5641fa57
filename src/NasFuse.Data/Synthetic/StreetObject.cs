namespace NasFuse.Data.Synthetic;

/// <summary>Something that stands on the ground.</summary>
/// <param name="X">Metres to the right.</param>
/// <param name="Z">Metres ahead.</param>
internal abstract record StreetObject(double X, double Z)
{
    /// <summary>Draws it.</summary>
    public abstract void Draw(ObjectBrush brush);
}
