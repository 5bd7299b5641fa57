namespace NasFuse.Data.Formats;

/// <summary>An image file and its label file.</summary>
internal sealed record FilePair(string Name, string ImagePath, string MaskPath);
