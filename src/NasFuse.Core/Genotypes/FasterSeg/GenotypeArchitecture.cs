using NasFuse.Core.Alignments;
using NasFuse.Core.Architectures;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;

namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>Writes a decoded genotype in NasFuse's own vocabulary: stem, cells, the fixed aggregation head, classifier, training-only heads.</summary>
/// <remarks>
/// Counts are those of the published network. Two things differ, as everywhere in NasFuse: maps are resized with half-pixel centres (published:
/// aligned corners), and a zoomed convolution rectifies before it enlarges. The channel attention that the published head constructs and never
/// calls is left out; <see cref="ParameterAccount"/> counts it.
/// </remarks>
public static class GenotypeArchitecture
{
    /// <summary>The architecture of a decoded genotype, valid for any image size.</summary>
    public static Architecture Of(DecodedGenotype genotype) => new([.. new Builder(genotype).Nodes()]);

    private sealed class Builder(DecodedGenotype genotype)
    {
        private static readonly BilinearEnlargement s_up = new();

        public IEnumerable<ArchitectureNode> Nodes() => [.. Stem(), .. Cells(), .. genotype.Branches.SelectMany(Aggregation), .. AuxiliaryHeads(), .. Head()];

        private IEnumerable<ArchitectureNode> Stem()
        {
            var widths = genotype.StemWidths;
            return
            [
                Node("s2", 2, widths[0], new Conv { FirstStride = 2 }, Architecture.ImageId),
                Node("s4", 4, widths[1], new Conv { FirstStride = 2, Count = 2 }, "s2"),
                Node("s8", 8, widths[2], new Conv { FirstStride = 2, Count = 2 }, "s4"),
            ];
        }

        private IEnumerable<ArchitectureNode> Cells()
        {
            var last = genotype.Branches.ToDictionary(branch => branch.Stride, _ => "s8");
            foreach (var cell in genotype.Cells)
            {
                yield return Node(cell.Id, cell.StrideAfter, cell.WidthAfter, OperatorOf(cell), last[cell.Branches[0]]);
                foreach (var branch in cell.Branches) last[branch] = cell.Id;
            }
        }

        private static Operator OperatorOf(Cell cell)
        {
            var stride = cell.StrideAfter / cell.StrideBefore;
            return cell.Operator switch
            {
                CellOperator.Conv => new Conv { FirstStride = stride },
                CellOperator.ConvTwice => new Conv { FirstStride = stride, Count = 2 },
                CellOperator.Zoom => new ZoomedConv { FirstStride = stride },
                CellOperator.ZoomTwice => new ZoomedConv { FirstStride = stride, Convolutions = 2 },
                _ => stride == 2 ? new FactorizedReduction() : new Identity(),
            };
        }

        /// <summary>From the branch's end up to 1/8: project, enlarge, join with the branch's own last map of that scale, convolve.</summary>
        private IEnumerable<ArchitectureNode> Aggregation(Branch branch)
        {
            var value = Last(branch, branch.Stride);
            for (var stride = branch.Stride / 2; stride >= 8; stride /= 2)
            {
                var (arm, refined) = ($"a{branch.Stride}_{stride}", $"r{branch.Stride}_{stride}");
                yield return Node(arm, 2 * stride, genotype.HeadWidth(stride), new Conv { Kernel = 1 }, value);
                yield return Joined(refined, stride, genotype.HeadWidth(stride), new Conv(), new Edge(arm, [s_up]), new Edge(Last(branch, stride), []));
                value = refined;
            }
        }

        private IEnumerable<ArchitectureNode> AuxiliaryHeads()
        {
            foreach (var stride in (int[])[32, 16])
            {
                var branches = genotype.Branches.Where(branch => branch.Stride >= stride).ToArray();
                if (branches.Length == 0) continue;
                var middle = DecodedGenotype.ClassifierWidth(branches.Sum(branch => genotype.WidthAt(branch, stride)));
                yield return Joined($"aux{stride}_m", stride, middle, new Conv(), [.. branches.Select(branch => new Edge(Last(branch, stride), []))]);
                yield return Classifier($"aux{stride}", stride, $"aux{stride}_m") with { AuxiliaryWeight = genotype.AuxiliaryWeight };
            }
        }

        private IEnumerable<ArchitectureNode> Head()
        {
            var width = genotype.FusedWidth;
            return
            [
                Joined("ffm", 8, width, new Conv { Kernel = 1 }, [.. genotype.Branches.Select(branch => new Edge(EndOf(branch), []))]),
                Node("head", 8, DecodedGenotype.ClassifierWidth(width), new Conv(), "ffm"),
                Classifier("cls", 8, "head"),
                new ArchitectureNode(Architecture.OutputId, Scale.Full, genotype.Classes, new Identity(), null, [new Edge("cls", [s_up])]),
            ];
        }

        private string EndOf(Branch branch) => branch.Stride > 8 ? $"r{branch.Stride}_8" : Last(branch, 8);

        private string Last(Branch branch, int stride) => genotype.LastAt(branch, stride)?.Id ?? "s8";

        private ArchitectureNode Classifier(string id, int stride, string source) =>
            Node(id, stride, genotype.Classes, new Conv { Kernel = 1, Normalize = false, Activation = Activation.None }, source);

        private static ArchitectureNode Node(string id, int stride, int width, Operator operation, string source) =>
            Joined(id, stride, width, operation, new Edge(source, []));

        private static ArchitectureNode Joined(string id, int stride, int width, Operator operation, params Edge[] edges) =>
            new(id, Scale.OfStride(stride), width, operation, edges.Length > 1 ? new ChannelConcatenation() : null, [.. edges]);
    }
}
