using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Data.Decoding;

namespace NasFuse.Data.Formats;

/// <summary>A data set of image files and label files.</summary>
internal sealed class FileDataset : SegmentationDataset
{
    private readonly string _root;
    private readonly MaskReader _masks;
    private readonly ImmutableDictionary<Split, ImmutableArray<FilePair>> _pairs;

    public FileDataset(string name, DataSpecification specification, ImmutableArray<SegmentationClass> classes, MaskReader masks, Func<Split, ImmutableArray<FilePair>> list)
        : base(name, new Size(specification.Size[0], specification.Size[1]), classes)
    {
        _root = specification.Root!;
        _masks = masks;
        _pairs = Enum.GetValues<Split>().ToImmutableDictionary(split => split, list);
    }

    public override int Count(Split split) => _pairs[split].Length;

    public override SegmentationSample LoadOriginal(Split split, int index)
    {
        var pair = _pairs[split][index];
        var (size, rgb) = ImageDecoder.Decode(pair.ImagePath);
        var mask = _masks.Read(pair.MaskPath);
        if (mask.Size != size)
            throw new UserErrorException(new SourcePlace(pair.MaskPath), ErrorCodes.BadData, $"the labels are {mask.Size}, but the image {pair.ImagePath} is {size} (height x width)");
        return new SegmentationSample(pair.Name, size, rgb, mask.Labels);
    }

    protected override IEnumerable<string> FingerprintLines() =>
        from split in Enum.GetValues<Split>()
        from pair in _pairs[split]
        from path in new[] { pair.ImagePath, pair.MaskPath }
        select $"{split} {Path.GetRelativePath(_root, path).Replace('\\', '/')} {Length(path)} {_masks.Signature}";

    private static long Length(string path) =>
        new FileInfo(path) is { Exists: true } file ? file.Length : throw new UserErrorException(new SourcePlace(path), ErrorCodes.FileUnreadable, "the file is gone since the data set was opened");
}
