namespace NasFuse.Core.Architectures;

/// <summary>Names the fusions of an architecture.</summary>
public static class FusionNames
{
    /// <summary>Fusions that merge at least two inputs, most used first: <c>add×3, ffm</c>; <c>none</c> without any.</summary>
    public static string Of(Architecture architecture)
    {
        var names = architecture.Nodes.Where(node => node.Fusion is not null && node.Inputs.Length > 1)
            .GroupBy(node => node.Fusion!.Text.Split('[')[0]).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Count() > 1 ? $"{group.Key}×{group.Count()}" : group.Key);
        return string.Join(", ", names) is { Length: > 0 } text ? text : "none";
    }
}
