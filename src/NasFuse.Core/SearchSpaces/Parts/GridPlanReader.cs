using System.Text.RegularExpressions;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Reads the options of a grid and finds every mistake that would make some sample invalid or the count wrong.</summary>
internal sealed partial class GridPlanReader(GridOptions options) : PlanReader<GridPlan>
{
    protected override GridPlan ReadPlan(string name, int classes)
    {
        var rows = Parts.ReadStrides(options.Strides);
        var channelMatch = Parts.ReadVariant(options.ChannelMatch, "channelMatch", [0])!;
        var limits = options.Limits;
        var reach = Math.Min(PartsReader.SpanOf(rows), options.LargestReach);
        return new GridPlan
        {
            Name = name,
            Strides = [.. rows.Select(row => row.Stride)],
            Widths = [.. rows.Select(row => row.Widths)],
            Layers = Parts.InRange("layers", options.LayerCount, 1, limits.Layers),
            MaxInputs = Parts.InRange("maxInputs", options.MaxInputs, 1, 8),
            Reach = Parts.InRange("reach", options.LargestReach, 0, limits.Reach),
            Operators = Parts.ReadOperators("operators", options.Operators),
            Fusions = Parts.ReadFusions("fusions", options.Fusions, options.MaxInputs),
            UpVariants = Parts.ReadVariants("upVariants", options.UpVariants, PartsReader.Octaves(+1, reach)),
            DownVariants = Parts.ReadVariants("downVariants", options.DownVariants, PartsReader.Octaves(-1, reach)),
            ChannelMatch = channelMatch,
            Head = Parts.ReadHead(options.Head, rows, classes, channelMatch, options.AuxiliaryWeight),
            Encoders = Parts.ReadEncoders(options.Encoders, [.. rows.Select(row => row.Stride)], NodeIds(), limits.EveryStrideHasTap),
        };
    }

    [GeneratedRegex("^n[0-9]+_[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeIds();
}
