using NasFuse.Core.Genotypes.FasterSeg;

namespace NasFuse.Core.Tests.SearchSpaces.Branches;

/// <summary>Finds places of a lattice for the cells of decoded branches, so that branches agree wherever they meet: a search with memory of dead ends.</summary>
internal sealed class BranchPlacement
{
    private readonly IReadOnlyList<Branch> _branches;
    private readonly int _layers;
    private readonly int _baseWidth;
    private readonly HashSet<string> _deadEnds = [];
    private readonly Dictionary<string, string> _labels = [];

    private BranchPlacement(DecodedGenotype genotype, int layers, int baseWidth) => (_branches, _layers, _baseWidth) = (genotype.Branches, layers, baseWidth);

    /// <summary>The assignment of the space, or null when there is none.</summary>
    public static Dictionary<string, string>? Find(DecodedGenotype genotype, int layers, int baseWidth = 12)
    {
        var placement = new BranchPlacement(genotype, layers, baseWidth);
        if (!placement.Place(0, new int[genotype.Branches.Length])) return null;
        placement._labels["branches"] = string.Join('+', genotype.Branches.Select(branch => branch.Stride));
        return placement._labels;
    }

    /// <param name="layer">The layer to fill.</param>
    /// <param name="done">Cells of each branch that have a place.</param>
    private bool Place(int layer, int[] done)
    {
        if (layer == _layers) return done.Zip(_branches).All(pair => pair.First == pair.Second.Count);
        var state = $"{layer}:{string.Join(',', done)}";
        if (_deadEnds.Contains(state)) return false;
        for (var taken = (1 << done.Length) - 1; taken >= 0; taken--)
        {
            bool[] takes = [.. done.Select((_, branch) => (taken >> branch & 1) == 1)];
            if (LabelsOf(layer, done, takes) is not { } labels || !Place(layer + 1, [.. done.Select((count, branch) => count + (takes[branch] ? 1 : 0))])) continue;
            foreach (var (choice, label) in labels) _labels[choice] = label;
            return true;
        }
        _deadEnds.Add(state);
        return false;
    }

    /// <summary>What a layer says when some branches put their next cell there and the others skip it; null when that contradicts itself.</summary>
    private Dictionary<string, string>? LabelsOf(int layer, int[] done, bool[] takes)
    {
        var labels = new Dictionary<string, string>();
        var isSound = true;
        for (var i = 0; i < done.Length; i++)
        {
            var (branch, cell) = (_branches[i], done[i]);
            if (takes[i] && cell == branch.Count) return null;
            var stride = cell == branch.Count ? branch.Stride : branch.Strides[cell];
            var place = $"L{layer}/s{stride}";
            if (!takes[i])
            {
                isSound &= Say($"{place}/operator", "skip");
                continue;
            }
            var after = branch.StrideAfter(cell);
            if (after > stride)
            {
                isSound &= layer < _layers - 1 && Say($"b{branch.Stride}/down{after}", $"{layer}");
                // The place may be skipped by others; whether it has to be is seen when all have spoken.
                isSound &= Say($"{place}/down", Down(branch.Operators[cell]));
            }
            else isSound &= Say($"{place}/operator", Keep(branch.Operators[cell]));
            if (cell < branch.Count - 1) isSound &= Say($"L{layer + 1}/s{after}/width", $"{after * _baseWidth * branch.WidthTwelfths[cell] / 12}");
        }
        return isSound ? WithReductions(labels) : null;

        bool Say(string choice, string label) => labels.TryAdd(choice, label) || labels[choice] == label;
    }

    private static Dictionary<string, string>? WithReductions(Dictionary<string, string> labels)
    {
        foreach (var choice in labels.Keys.Where(choice => choice.EndsWith("/down", StringComparison.Ordinal)).ToArray())
        {
            var place = choice[..^"/down".Length];
            labels.Remove(choice, out var down);
            var keep = Enum.GetValues<CellOperator>().Single(operation => Down(operation) == down);
            if (!labels.TryGetValue($"{place}/operator", out var known)) labels[$"{place}/operator"] = Keep(keep);
            else if (known == "skip") labels[$"{place}/reduction"] = down!;
            else if (known != Keep(keep)) return null;
        }
        return labels;
    }

    private static string Keep(CellOperator operation) => operation switch
    {
        CellOperator.Conv => "conv",
        CellOperator.ConvTwice => "conv(n=2)",
        CellOperator.Zoom => "zoom",
        CellOperator.ZoomTwice => "zoom(n=2)",
        _ => "skip",
    };

    private static string Down(CellOperator operation) => operation switch
    {
        CellOperator.Conv => "conv(s=2)",
        CellOperator.ConvTwice => "conv(s=2,n=2)",
        CellOperator.Zoom => "zoom(s=2)",
        CellOperator.ZoomTwice => "zoom(n=2,s=2)",
        _ => "fr",
    };
}
