using NasFuse.Core.Graphs;

namespace NasFuse.Data.Decoding;

/// <summary>Labels of one image: <c>[H, W] uint8</c> class ids or void.</summary>
internal sealed record Mask(Size Size, byte[] Labels);

/// <summary>Turns label files into class ids. Thread-safe.</summary>
internal abstract class MaskReader
{
    /// <summary>Changes when the same file would give other labels.</summary>
    public abstract string Signature { get; }

    /// <summary>Reads a label file.</summary>
    /// <exception cref="NasFuse.Core.Diagnostics.UserErrorException">The file is unreadable, or a pixel is no class.</exception>
    public Mask Read(string path)
    {
        var png = RawPng.Read(path);
        return new Mask(png.Size, Labels(png, path));
    }

    /// <summary>Labels of a decoded file.</summary>
    public abstract byte[] Labels(RawPng png, string path);
}
