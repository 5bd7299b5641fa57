using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Data.Decoding;
using NasFuse.Data.Formats;

namespace NasFuse.Data.Surveys;

/// <summary>What all label files of a folder show together.</summary>
public sealed class MaskSurvey
{
    private const byte White = 255;

    private MaskSurvey(ClassesFile classes, bool needsFile) => (Classes, NeedsFile) = (classes, needsFile);

    /// <summary>True when label files alone do not say what is a class, so that a <c>classes.json</c> must.</summary>
    public bool NeedsFile { get; }

    /// <summary>Names made up by number, in the order of the numbers in label files.</summary>
    public IReadOnlyList<string> Names => Classes.Names;

    /// <summary>Colours that label files have, in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<RgbColor> Colours => Classes.Colours;

    /// <summary>A colour that seems to be void, or null.</summary>
    public RgbColor? IgnoreColour => Classes.IgnoreColour;

    internal ClassesFile Classes { get; }

    /// <summary>Reads all label files; those that cannot be read are passed over, as reading the sample reports them.</summary>
    /// <exception cref="UserErrorException">They are neither numbers nor colours of classes.</exception>
    internal static MaskSurvey Of(string root, IReadOnlyDictionary<Split, ImmutableArray<FilePair>> pairs, CancellationToken cancellation)
    {
        var seen = new Seen();
        Parallel.ForEach(
            pairs.Values.SelectMany(list => list), new ParallelOptions { CancellationToken = cancellation },
            () => new Seen(), (pair, _, local) => local.Add(pair.MaskPath), seen.Merge);
        if (seen.Colours.Count > 0) return ByColour(root, seen);
        byte[] ids = [.. seen.Ids.Where(id => id != SegmentationDataset.Void).Order()];
        // Numbers with more gaps than classes are gray levels, e.g. 0 and 255, or 0, 60, 120, 180.
        var areNumbers = ids.Length >= 2 && ids[^1] < 2 * ids.Length;
        return areNumbers
            ? new(new ClassesFile { Names = Numbered(ids[^1] + 1) }, needsFile: false)
            : ByGrayLevel(root, [.. seen.Ids.Order()]);
    }

    private static MaskSurvey ByGrayLevel(string root, byte[] levels)
    {
        if (levels.Length == 0) throw Unclear(root, "none of the label files can be read");
        if (levels.Length == 1) throw Unclear(root, $"all label files hold nothing but {levels[0]}");
        // White beside a single other level is an object on its background; beside several it is commonly void.
        var isVoid = levels.Length > 2 && levels[^1] == White;
        byte[] classes = isVoid ? levels[..^1] : levels;
        return new(new ClassesFile
        {
            Names = Numbered(classes.Length),
            Colours = [.. classes.Select(level => new RgbColor(level, level, level))],
            IgnoreColour = isVoid ? new RgbColor(White, White, White) : null,
            Masks = MaskKind.Colours,
        }, needsFile: true);
    }

    private static MaskSurvey ByColour(string root, Seen seen)
    {
        foreach (var id in seen.Ids) seen.Colours.TryAdd(new RgbColor(id, id, id), 0);
        if (seen.Colours.Count > SegmentationDataset.MaxClasses)
            throw Unclear(root, $"label files have more than {SegmentationDataset.MaxClasses} colours: smoothed edges, or once saved as JPEG?");
        var byPixels = seen.Colours.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.ToString(), StringComparer.Ordinal);
        RgbColor[] colours = [.. byPixels.Select(pair => pair.Key)];
        if (colours.Length < 2) throw Unclear(root, "label files have one colour only");
        return new(new ClassesFile { Names = Numbered(colours.Length), Colours = colours, Masks = MaskKind.Colours }, needsFile: true);
    }

    private static string[] Numbered(int count) => [.. Enumerable.Range(0, count).Select(id => $"class{id}")];

    private static UserErrorException Unclear(string root, string reason) =>
        new(new SourcePlace(root), ErrorCodes.BadData, $"{reason}. Two classes at least are needed, as gray values 0, 1 … or as colours");

    private sealed class Seen
    {
        public HashSet<byte> Ids { get; } = [];

        public Dictionary<RgbColor, long> Colours { get; } = [];

        public Seen Add(string path)
        {
            if (Colours.Count > SegmentationDataset.MaxClasses) return this;
            try
            {
                var png = RawPng.Read(path);
                if (png.Kind is PngKind.Gray or PngKind.Palette) Ids.UnionWith(png.Samples);
                else AddColours(png);
            }
            catch (UserErrorException)
            {
                // Reading the sample reports it.
            }
            return this;
        }

        public void Merge(Seen other)
        {
            lock (this)
            {
                Ids.UnionWith(other.Ids);
                foreach (var (colour, pixels) in other.Colours) Colours[colour] = Colours.GetValueOrDefault(colour) + pixels;
            }
        }

        private void AddColours(RawPng png)
        {
            RgbColor? last = null;
            long run = 0;
            for (var i = 0; i < png.Size.Height * png.Size.Width && Colours.Count <= SegmentationDataset.MaxClasses; i++)
            {
                var colour = png.ColorAt(i);
                if (colour == last)
                {
                    run++;
                    continue;
                }
                if (last is { } ended) Colours[ended] = Colours.GetValueOrDefault(ended) + run;
                (last, run) = (colour, 1);
            }
            if (last is { } final) Colours[final] = Colours.GetValueOrDefault(final) + run;
        }
    }
}
