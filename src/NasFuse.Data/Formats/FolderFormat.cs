using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Data.Decoding;

namespace NasFuse.Data.Formats;

/// <summary>Any data set in plain folders; an optional <c>classes.json</c> gives names, colours and what is void.</summary>
/// <remarks>
/// <code>
/// { "names": ["road", "sky", "void"], "colours": ["#804080", [70, 130, 180], "#000000"], "ignoreId": 2, "ignoreColour": "#ffffff", "masks": "ids" | "colours" }
/// </code>
/// Only names are needed. Default of ignoreId: 255. A name at ignoreId is void and no class; later classes move down by one. Without
/// "masks", files with colour are read by colour when colours are given, gray ones by number (unless all colours are gray). Without the file,
/// label files hold class ids and the largest one in training and validation says how many classes there are.
/// </remarks>
public sealed class FolderFormat : DatasetFormat
{
    internal const string FormatName = "folder";

    /// <inheritdoc/>
    public override string Name => FormatName;

    /// <inheritdoc/>
    public override string Layout => "<root>/{train,val[,test]}/{images,masks}/* with masks as PNG of the same name, and optionally <root>/classes.json";

    /// <inheritdoc/>
    public override SegmentationDataset Open(DataSpecification specification, DatasetProblems problems) => Open(specification, problems, pairs =>
    {
        var file = Path.Combine(specification.Root!, ClassesFile.FileName);
        return File.Exists(file) ? ClassesFileReader.Read(file) : Infer(specification.Root!, pairs);
    });

    /// <summary>Opens with classes that follow from the files.</summary>
    internal static SegmentationDataset Open(
        DataSpecification specification, DatasetProblems problems, Func<IReadOnlyDictionary<Split, ImmutableArray<FilePair>>, ClassesFile> classesOf)
    {
        var pairs = Enum.GetValues<Split>().ToDictionary(split => split, split =>
        {
            var folder = Path.Combine(specification.Root!, FilePairing.Name(split));
            return FilePairing.Join(split, new(Path.Combine(folder, "images")), new(Path.Combine(folder, "masks")), specification, problems);
        });
        var file = classesOf(pairs);
        return new FileDataset(FormatName, specification, [.. file.Classes], file.MaskReader(), split => pairs[split]);
    }

    /// <summary>Counts classes by the largest id. Files that cannot be read are passed over here: reading the sample reports them.</summary>
    private static ClassesFile Infer(string root, IReadOnlyDictionary<Split, ImmutableArray<FilePair>> pairs)
    {
        var masks = pairs.Values.SelectMany(list => list).Select(pair => pair.MaskPath).ToList();
        // With nothing to look at, the missing files are the mistake, and they are noted already.
        var largest = masks.Count == 0 ? 1 : masks.AsParallel().Max(LargestId);
        if (largest < 1)
            throw new UserErrorException(new SourcePlace(root), ErrorCodes.BadData, "no classes.json, and the label files do not show two classes by number (0, 1 …; 255 is void). Masks by colour or with values like 0 and 255 need a classes.json with \"names\" and \"colours\"");
        return new ClassesFile { Names = [.. Enumerable.Range(0, largest + 1).Select(id => $"class{id}")] };
    }

    private static int LargestId(string path)
    {
        try
        {
            var png = RawPng.Read(path);
            return png.Kind is PngKind.Gray or PngKind.Palette ? png.Samples.Max(id => id == SegmentationDataset.Void ? -1 : id) : -1;
        }
        catch (UserErrorException)
        {
            return -1;
        }
    }
}
