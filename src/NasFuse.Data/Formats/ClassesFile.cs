using NasFuse.Core.Diagnostics;
using NasFuse.Data.Decoding;

namespace NasFuse.Data.Formats;

/// <summary>How label files say which class a pixel has.</summary>
internal enum MaskKind
{
    /// <summary>By colour where the file has colours (or all classes are gray), else by number.</summary>
    Auto,

    /// <summary>By gray value or palette index.</summary>
    Ids,

    /// <summary>By colour.</summary>
    Colours,
}

/// <summary>What <c>classes.json</c> of a folder says.</summary>
internal sealed record ClassesFile
{
    /// <summary>Its name, in the folder of the data set.</summary>
    public const string FileName = "classes.json";

    /// <summary>Names by number in the label files; the one at <see cref="IgnoreId"/>, if any, is void and no class.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Colours in the order of names, or empty.</summary>
    public IReadOnlyList<RgbColor> Colours { get; init; } = [];

    /// <summary>The number that means void.</summary>
    public int IgnoreId { get; init; } = SegmentationDataset.Void;

    /// <summary>A colour that means void and has no name.</summary>
    public RgbColor? IgnoreColour { get; init; }

    /// <summary>How the label files are meant.</summary>
    public MaskKind Masks { get; init; }

    /// <summary>The classes in order of their ids.</summary>
    public IEnumerable<SegmentationClass> Classes =>
        from id in Enumerable.Range(0, Names.Count)
        where id != IgnoreId
        select new SegmentationClass(Names[id], Colours.Count > 0 ? Colours[id] : RgbColor.ForClass(id + 1));

    /// <summary>A reader of label files that follows this.</summary>
    public MaskReader MaskReader()
    {
        var table = ClassIdTable.Plain(Names.Count, IgnoreId);
        var ids = new ClassIdMasks(table);
        if (Colours.Count == 0 || Masks == MaskKind.Ids) return ids;

        var labelOf = new Dictionary<RgbColor, byte>();
        if (IgnoreColour is { } ignored) labelOf[ignored] = SegmentationDataset.Void;
        for (var id = 0; id < Names.Count; id++)
        {
            table.TryGet((byte)id, out var label);
            labelOf[Colours[id]] = label;
        }
        var colours = new ColorMasks(labelOf);
        return Masks == MaskKind.Colours || Colours.All(colour => colour.IsGray) ? colours : new MixedMasks(ids, colours);
    }

    /// <summary>Notes what does not fit together.</summary>
    public void Check(SourcePlace place, DiagnosticBag mistakes)
    {
        var classes = Names.Where((_, id) => id != IgnoreId).Count();
        if (Names.Count == 0) mistakes.Add(place, ErrorCodes.MissingKey, "\"names\" is needed: the names of the classes in the order of their numbers");
        else if (Colours.Count > 0 && Colours.Count != Names.Count)
            mistakes.Add(place, ErrorCodes.Contradiction, $"there are {Names.Count} names, but {Colours.Count} colours");
        else if (classes is < 2 or > SegmentationDataset.MaxClasses)
            mistakes.Add(place, ErrorCodes.OutOfRange, $"there are {classes} classes; 2..{SegmentationDataset.MaxClasses} are possible");
        if (Masks == MaskKind.Colours && Colours.Count == 0) mistakes.Add(place, ErrorCodes.Contradiction, "\"masks\" is \"colours\", but there are no \"colours\"");
        foreach (var (name, count) in Names.CountBy(name => name).Where(pair => pair.Value > 1))
            mistakes.Add(place, ErrorCodes.DuplicateKey, $"the name '{name}' stands {count} times");
        foreach (var (colour, count) in Colours.CountBy(colour => colour).Where(pair => pair.Value > 1))
            mistakes.Add(place, ErrorCodes.DuplicateKey, $"the colour {colour} stands {count} times");
    }
}
