using System.Collections.Immutable;
using NasFuse.Core.Alignments;
using NasFuse.Core.Architectures;
using NasFuse.Core.Fusions;
using NasFuse.Core.Genotypes.FasterSeg;
using NasFuse.Core.Operators;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>The published head, the same as in <see cref="GenotypeArchitecture"/> for any strides and widths.</summary>
/// <remarks>
/// From every branch's end up to the finest stride: project, enlarge, join with the branch's own last map there, convolve. The branches are then
/// concatenated and projected. Training-only classifiers look at the last maps of all branches at each coarser stride.
/// </remarks>
internal sealed class AggregationHead(BranchesPlan plan)
{
    private static readonly BilinearEnlargement s_up = new();

    public IEnumerable<ArchitectureNode> Build(ImmutableArray<BuiltBranch> branches)
    {
        List<ArchitectureNode> nodes = [];
        var ends = branches.Select(branch => Aggregate(branch, nodes)).ToArray();
        if (plan.AuxiliaryWeight > 0) nodes.AddRange(TrainingHeads(branches));

        var width = ends.Sum(end => end.Width);
        nodes.Add(Joined("ffm", 0, width, new Conv { Kernel = 1 }, ends.Select(end => new Edge(end.Id, []))));
        nodes.Add(Joined("head", 0, DecodedGenotype.ClassifierWidth(width), new Conv(), [new Edge("ffm", [])]));
        return [.. nodes, .. ClassifierNodes.Behind("head", plan.ScaleOf(0), plan.Classes)];
    }

    private BranchMap Aggregate(BuiltBranch branch, List<ArchitectureNode> nodes)
    {
        var value = branch.Last;
        for (var row = branch.End - 1; row >= 0; row--)
        {
            var (arm, refined) = ($"a{plan.Strides[branch.End]}_{plan.Strides[row]}", $"r{plan.Strides[branch.End]}_{plan.Strides[row]}");
            nodes.Add(Joined(arm, row + 1, plan.EndWidths[row], new Conv { Kernel = 1 }, [new Edge(value.Id, [])]));
            nodes.Add(Joined(refined, row, plan.EndWidths[row], new Conv(), [new Edge(arm, [s_up]), new Edge(branch.LastAt[row].Id, [])]));
            value = new BranchMap(refined, plan.EndWidths[row]);
        }
        return value;
    }

    private IEnumerable<ArchitectureNode> TrainingHeads(ImmutableArray<BuiltBranch> branches)
    {
        for (var row = plan.Rows - 1; row > 0; row--)
        {
            var maps = branches.Where(branch => branch.End >= row).Select(branch => branch.LastAt[row]).ToArray();
            if (maps.Length == 0) continue;
            var id = $"aux{plan.Strides[row]}";
            yield return Joined($"{id}_m", row, DecodedGenotype.ClassifierWidth(maps.Sum(map => map.Width)), new Conv(),
                maps.Select(map => new Edge(map.Id, [])));
            yield return ClassifierNodes.Classify(id, $"{id}_m", plan.ScaleOf(row), plan.Classes) with { AuxiliaryWeight = plan.AuxiliaryWeight };
        }
    }

    private ArchitectureNode Joined(string id, int row, int width, Operator operation, IEnumerable<Edge> edges)
    {
        ImmutableArray<Edge> inputs = [.. edges];
        return new(id, plan.ScaleOf(row), width, operation, inputs.Length > 1 ? new ChannelConcatenation() : null, inputs);
    }
}
