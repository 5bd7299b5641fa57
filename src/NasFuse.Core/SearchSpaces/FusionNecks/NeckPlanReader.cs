using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.FusionNecks;

/// <summary>Reads the options of a fusion neck and finds every mistake that would make some sample invalid or a bound wrong.</summary>
internal sealed partial class NeckPlanReader(FusionNeckOptions options) : PlanReader<NeckPlan>
{
    protected override NeckPlan ReadPlan(string name, int classes)
    {
        var rows = Parts.ReadStrides(options.Strides);
        var span = PartsReader.SpanOf(rows);
        var channelMatch = Parts.ReadVariant(options.ChannelMatch, "channelMatch", [0])!;
        var nodes = Parts.InRange("nodes", options.Nodes, 1, 12);
        return new NeckPlan
        {
            Name = name,
            Strides = [.. rows.Select(row => row.Stride)],
            Widths = [.. rows.Select(row => row.Widths)],
            Nodes = nodes,
            MinNodes = options.MinNodes is { } least ? Parts.InRange("minNodes", least, 1, Math.Max(1, nodes)) : nodes,
            MaxInputs = Parts.InRange("maxInputs", options.MaxInputs, 1, 8),
            Operators = Parts.ReadOperators("operators", options.Operators),
            Fusions = ReadFusions(),
            UpVariants = [.. Parts.ReadVariants("upVariants", options.UpVariants, PartsReader.Octaves(+1, span))],
            DownVariants = [.. Parts.ReadVariants("downVariants", options.DownVariants, PartsReader.Octaves(-1, span))],
            KeepVariants = ReadKeepVariants(channelMatch),
            ChannelMatch = channelMatch,
            Head = Parts.ReadHead(options.Head, rows, classes, channelMatch, options.AuxiliaryWeight, Math.Clamp(nodes, 2, 12)),
            Encoders = Parts.ReadEncoders(options.Encoders, [.. rows.Select(row => row.Stride)], NodeIds(), everyStrideHasTap: false),
        };
    }

    private ImmutableArray<FusionByArity> ReadFusions()
    {
        var fusions = Parts.ReadFusionsByArity("fusions", options.Fusions, options.MaxInputs);
        foreach (var arity in Enumerable.Range(2, Math.Clamp(options.MaxInputs, 1, 8) - 1))
        {
            if (fusions.Length == options.Fusions.Length && !fusions.Any(fusion => fusion.Arities.Contains(arity)))
                Parts.Reject("fusions", ErrorCodes.Contradiction, $"none of them merges {arity} inputs; add one such as 'add', or lower 'maxInputs'");
        }
        return fusions;
    }

    private ImmutableArray<AlignVariant?> ReadKeepVariants(AlignVariant? channelMatch)
    {
        ImmutableArray<string> written = [.. options.KeepVariants.Where(text => text != FusionNeckOptions.AsIs)];
        if (written.Length == options.KeepVariants.Length) return [.. Parts.ReadVariants("keepVariants", written, [0])];
        if (options.KeepVariants.Length - written.Length > 1)
            Parts.Reject("keepVariants", ErrorCodes.Contradiction, $"'{FusionNeckOptions.AsIs}' stands twice");
        if (written.IsEmpty) return [null];
        var variants = Parts.ReadVariants("keepVariants", written, [0]);
        if (variants.Any(variant => variant.Text == channelMatch?.Text))
            Parts.Reject("keepVariants", ErrorCodes.Contradiction, $"'{channelMatch!.Text}' is what '{FusionNeckOptions.AsIs}' may stand for; leave one out");
        return [null, .. variants];
    }

    [GeneratedRegex("^f[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeIds();
}
