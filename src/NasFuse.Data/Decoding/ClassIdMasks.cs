using NasFuse.Core.Diagnostics;

namespace NasFuse.Data.Decoding;

/// <summary>Label files whose gray value or palette index is the class.</summary>
internal sealed class ClassIdMasks(ClassIdTable table) : MaskReader
{
    public override string Signature { get; } = $"ids {table.Signature}";

    public override byte[] Labels(RawPng png, string path)
    {
        if (png.Kind is not (PngKind.Gray or PngKind.Palette))
            throw new UserErrorException(new SourcePlace(path), ErrorCodes.BadData, $"a label file must be gray or have a palette, this one is {png.Kind}. Masks by colour need \"colours\" in classes.json (format 'folder')");
        var labels = new byte[png.Samples.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            if (!table.TryGet(png.Samples[i], out labels[i]))
                throw new UserErrorException(new SourcePlace(path), ErrorCodes.BadData, $"label {png.Samples[i]} at x={i % png.Size.Width}, y={i / png.Size.Width} is out of range: labels are {table}");
        }
        return labels;
    }
}
