using System.Text.RegularExpressions;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Reads the options of a grid and finds every mistake that would make some sample invalid or the count wrong.</summary>
internal sealed partial class GridPlanReader(GridOptions options)
{
    private readonly PartsReader _parts = new();

    /// <exception cref="UserErrorException">Every mistake, placed by the name of the space and its key.</exception>
    public static GridPlan Read(GridOptions options, string name, int classes)
    {
        var reader = new GridPlanReader(options);
        var plan = reader.Read(name, classes);
        reader._parts.ThrowIfAny(name);
        return plan;
    }

    /// <summary>Every mistake, placed by its key alone, e.g. <c>operators[1]</c>.</summary>
    public static IReadOnlyList<Diagnostic> MistakesIn(GridOptions options)
    {
        var reader = new GridPlanReader(options);
        reader.Read("", classes: 2);
        return reader._parts.Errors.Diagnostics;
    }

    private GridPlan Read(string name, int classes)
    {
        var rows = _parts.ReadStrides(options.Strides);
        var channelMatch = _parts.ReadVariant(options.ChannelMatch, "channelMatch", [0])!;
        var limits = options.Limits;
        var reach = Math.Min(PartsReader.SpanOf(rows), options.LargestReach);
        return new GridPlan
        {
            Name = name,
            Strides = [.. rows.Select(row => row.Stride)],
            Widths = [.. rows.Select(row => row.Widths)],
            Layers = _parts.InRange("layers", options.LayerCount, 1, limits.Layers),
            MaxInputs = _parts.InRange("maxInputs", options.MaxInputs, 1, 8),
            Reach = _parts.InRange("reach", options.LargestReach, 0, limits.Reach),
            Operators = _parts.ReadOperators("operators", options.Operators),
            Fusions = _parts.ReadFusions("fusions", options.Fusions, options.MaxInputs),
            UpVariants = _parts.ReadVariants("upVariants", options.UpVariants, PartsReader.Octaves(+1, reach)),
            DownVariants = _parts.ReadVariants("downVariants", options.DownVariants, PartsReader.Octaves(-1, reach)),
            ChannelMatch = channelMatch,
            Head = _parts.ReadHead(options.Head, rows, classes, channelMatch, options.AuxiliaryWeight),
            Encoders = _parts.ReadEncoders(options.Encoders, [.. rows.Select(row => row.Stride)], NodeIds(), limits.EveryStrideHasTap),
        };
    }

    [GeneratedRegex("^n[0-9]+_[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeIds();
}
