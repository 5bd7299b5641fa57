using NasFuse.Core.Architectures;
using NasFuse.Core.Fusions;

namespace NasFuse.Core.Differences;

/// <summary>Compares two nodes that correspond, or finds that one has none.</summary>
internal static class NodeComparison
{
    public static NodeChange Of(ArchitectureNode? older, ArchitectureNode? newer, IReadOnlyDictionary<string, string> newerIds)
    {
        if (older is null) return new NodeChange(ChangeKind.Added, null, newer, [],
            [.. newer!.Inputs.Select((_, i) => new EdgeChange(ChangeKind.Added, null, i))]);
        if (newer is null) return new NodeChange(ChangeKind.Removed, older, null, [],
            [.. older.Inputs.Select((_, i) => new EdgeChange(ChangeKind.Removed, i, null))]);
        var edges = EdgesOf(older, newer, newerIds);
        string[] aspects = [.. AspectsOf(older, newer, newerIds), .. Order(newer, edges)];
        var kind = aspects.Length == 0 && edges.TrueForAll(edge => edge.Kind == ChangeKind.Same) ? ChangeKind.Same : ChangeKind.Changed;
        return new NodeChange(kind, older, newer, aspects, edges);
    }

    private static IEnumerable<string> AspectsOf(ArchitectureNode older, ArchitectureNode newer, IReadOnlyDictionary<string, string> newerIds)
    {
        if (older.Scale != newer.Scale) yield return $"scale {older.Scale} → {newer.Scale}";
        if (older.Width != newer.Width) yield return $"width {older.Width} → {newer.Width}";
        if (older.Operator != newer.Operator) yield return $"operator {older.Operator.Text} → {newer.Operator.Text}";
        if (Named(older.Fusion) != Named(newer.Fusion)) yield return $"fusion {Named(older.Fusion)} → {Named(newer.Fusion)}";
        if (older.AuxiliaryWeight != newer.AuxiliaryWeight)
            yield return FormattableString.Invariant($"aux {older.AuxiliaryWeight} → {newer.AuxiliaryWeight}");
        if (older.DetailWeight != newer.DetailWeight) yield return FormattableString.Invariant($"detail {older.DetailWeight} → {newer.DetailWeight}");
        var shared = older.SharedWith is { } other ? newerIds.GetValueOrDefault(other, other) : null;
        if (shared != newer.SharedWith) yield return $"weights of {shared ?? "its own"} → {newer.SharedWith ?? "its own"}";
    }

    private static string Named(Fusion? fusion) => fusion?.Text ?? "none";

    /// <summary>Where the order of inputs matters, a new order is a change.</summary>
    private static IEnumerable<string> Order(ArchitectureNode newer, List<EdgeChange> edges)
    {
        if (newer.Fusion is null or { IsCommutative: true }) yield break;
        var kept = edges.Where(edge => edge is { OlderInput: not null, NewerInput: not null }).OrderBy(edge => edge.NewerInput)
            .Select(edge => edge.OlderInput!.Value).ToArray();
        if (!kept.SequenceEqual(kept.Order())) yield return "order of inputs";
    }

    /// <summary>Pairs edges from corresponding sources, alike ones first.</summary>
    private static List<EdgeChange> EdgesOf(ArchitectureNode older, ArchitectureNode newer, IReadOnlyDictionary<string, string> newerIds)
    {
        var open = Enumerable.Range(0, older.Inputs.Length).ToList();
        var pairs = new int?[newer.Inputs.Length];
        Pair((before, now) => before.Port == now.Port && before.Steps.SequenceEqual(now.Steps));
        Pair((_, _) => true);
        return
        [
            .. pairs.Select((before, i) => new EdgeChange(
                before is not { } input ? ChangeKind.Added : IsSame(older.Inputs[input], newer.Inputs[i]) ? ChangeKind.Same : ChangeKind.Changed, before, i)),
            .. open.Select(input => new EdgeChange(ChangeKind.Removed, input, null)),
        ];

        void Pair(Func<Edge, Edge, bool> fits)
        {
            for (var i = 0; i < pairs.Length; i++)
            {
                if (pairs[i] is not null) continue;
                var found = open.FindIndex(input => newerIds.GetValueOrDefault(older.Inputs[input].Source) == newer.Inputs[i].Source
                    && fits(older.Inputs[input], newer.Inputs[i]));
                if (found < 0) continue;
                pairs[i] = open[found];
                open.RemoveAt(found);
            }
        }
    }

    private static bool IsSame(Edge older, Edge newer) => older.Port == newer.Port && older.Steps.SequenceEqual(newer.Steps);
}
