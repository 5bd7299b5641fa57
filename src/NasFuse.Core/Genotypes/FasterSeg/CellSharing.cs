namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>Which branches go through the same cell: those that agree so far in operator, scale and width.</summary>
internal static class CellSharing
{
    /// <summary>For each layer, the groups of branches (indices) that share a cell there. A branch's last cell is always its own.</summary>
    public static IEnumerable<List<List<int>>> GroupsByLayer(IReadOnlyList<Branch> branches)
    {
        var together = new bool[branches.Count, branches.Count];
        for (var a = 0; a < branches.Count; a++)
        for (var b = 0; b < branches.Count; b++)
            together[a, b] = true;
        for (var layer = 0; layer < branches.Max(branch => branch.Count); layer++)
        {
            for (var a = 0; a < branches.Count; a++)
            for (var b = 0; b < branches.Count; b++)
                together[a, b] &= a == b || Alike(branches[a], branches[b], layer);
            yield return Groups(branches, together, layer);
        }
    }

    private static List<List<int>> Groups(IReadOnlyList<Branch> branches, bool[,] together, int layer)
    {
        List<List<int>> groups = [];
        for (var branch = 0; branch < branches.Count; branch++)
        {
            if (branches[branch].Count <= layer) continue;
            if (groups.Find(group => together[group[0], branch]) is { } joined) joined.Add(branch);
            else groups.Add([branch]);
        }
        return groups;
    }

    private static bool Alike(Branch a, Branch b, int layer) =>
        layer + 1 < a.Count && layer + 1 < b.Count && a.Operators[layer] == b.Operators[layer]
        && a.Strides[layer + 1] == b.Strides[layer + 1] && a.WidthTwelfths[layer] == b.WidthTwelfths[layer];
}
