using System.Collections.Immutable;
using System.Globalization;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>Asks in which layers a branch steps down; every way is equally likely.</summary>
internal static class BranchWays
{
    /// <summary>The branch's row in every layer, from 0 up to <paramref name="end"/>; the last layer stays where the branch ends.</summary>
    public static ImmutableArray<int> Choose(BranchesPlan plan, IChooser chooser, int end)
    {
        var rows = new int[plan.Layers];
        var from = 0;
        for (var row = 1; row <= end; row++)
        {
            // The steps after this one need a layer each, and the last layer steps nowhere.
            var left = end - row;
            int[] layers = [.. Enumerable.Range(from, plan.Layers - 1 - left - from)];
            var down = chooser.Pick(
                $"b{plan.Strides[end]}/down{plan.Strides[row]}", layers, layer => layer.ToString(CultureInfo.InvariantCulture),
                layer => (double)Combinations.Of(plan.Layers - 2 - layer, left));
            for (var layer = down + 1; layer < plan.Layers; layer++) rows[layer] = row;
            from = down + 1;
        }
        return [.. rows];
    }
}
