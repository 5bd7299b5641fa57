using System.Collections.Immutable;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>Reads the options of a searched head.</summary>
/// <param name="parts">Reads words and takes the mistakes.</param>
/// <param name="options">Options of the whole space.</param>
internal sealed class FusionPlanReader(PartsReader parts, BranchesOptions options)
{
    public FusionPlan Read(BranchFusionOptions fusion, ImmutableArray<StrideOptions> rows, int classes)
    {
        var match = parts.ReadVariant(fusion.ChannelMatch, "fusion.channelMatch", [0])!;
        var octaves = Math.Min(Math.Clamp(fusion.Reach, 0, 4), PartsReader.SpanOf(rows));
        return new FusionPlan
        {
            Steps = parts.InRange("fusion.steps", fusion.Steps, 1, 6),
            MaxInputs = parts.InRange("fusion.maxInputs", fusion.MaxInputs, 2, 8),
            Reach = parts.InRange("fusion.reach", fusion.Reach, 0, 4),
            Fusions = parts.ReadFusions("fusion.fusions", fusion.Fusions, Math.Clamp(fusion.MaxInputs, 2, 8)),
            Operators = parts.ReadOperators("fusion.operators", fusion.Operators),
            Widths = parts.ReadWidths("fusion.widths", fusion.Widths),
            UpVariants = parts.ReadVariants("fusion.upVariants", fusion.UpVariants, PartsReader.Octaves(+1, octaves)),
            DownVariants = parts.ReadVariants("fusion.downVariants", fusion.DownVariants, PartsReader.Octaves(-1, octaves)),
            ChannelMatch = match,
            Head = parts.ReadHead(options.Head ?? new HeadOptions(), rows, classes, match, options.AuxiliaryWeight, rows.Length + 6),
        };
    }
}
