namespace NasFuse.Data.Decoding;

/// <summary>Gray label files are read by number, all others by colour.</summary>
internal sealed class MixedMasks(ClassIdMasks ids, ColorMasks colours) : MaskReader
{
    public override string Signature { get; } = $"gray {ids.Signature} else {colours.Signature}";

    public override byte[] Labels(RawPng png, string path) => png.Kind == PngKind.Gray ? ids.Labels(png, path) : colours.Labels(png, path);
}
