namespace NasFuse.Data;

/// <summary>One of the things a pixel can show. Its id is its position in <see cref="SegmentationDataset.Classes"/>.</summary>
/// <param name="Name">Name, unique in its data set.</param>
/// <param name="Color">How it is drawn.</param>
public sealed record SegmentationClass(string Name, RgbColor Color);
