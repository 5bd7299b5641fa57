using System.Collections.Immutable;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>The operators of the places that branches pass: one per place, for all of them.</summary>
internal sealed class PlaceTable(BranchesPlan plan, IChooser chooser)
{
    private readonly Dictionary<(int Layer, int Row), Place> _places = [];

    /// <summary>An operator, or null and what steps down instead.</summary>
    private sealed record Place(CellOperation? Operation, Operator? Reduction)
    {
        public Operator? At(bool stepsDown) => stepsDown ? Operation?.Down ?? Reduction : Operation?.Keep;
    }

    /// <summary>The cells of each branch, skipped places left out.</summary>
    /// <param name="ways">Row of each branch in every layer.</param>
    public Cell[][] ChooseCells(ImmutableArray<int>[] ways)
    {
        for (var layer = 0; layer < plan.Layers; layer++)
        {
            foreach (var group in ways.GroupBy(way => way[layer]).OrderBy(group => group.Key))
                _places[(layer, group.Key)] = ChoosePlace(layer, group.Key, group.Any(way => StepsDown(way, layer)));
        }
        return [.. ways.Select(way => CellsOf(way).ToArray())];
    }

    private Place ChoosePlace(int layer, int row, bool stepsDown)
    {
        var choice = $"L{layer}/s{plan.Strides[row]}";
        var operation = chooser.Pick($"{choice}/operator", plan.Alternatives, alternative => alternative?.Keep.Text ?? "skip");
        var reduction = operation is null && stepsDown ? chooser.Pick($"{choice}/reduction", plan.Reductions, alternative => alternative.Text) : null;
        return new Place(operation, reduction);
    }

    private IEnumerable<Cell> CellsOf(ImmutableArray<int> way)
    {
        for (var layer = 0; layer < plan.Layers; layer++)
        {
            var stepsDown = StepsDown(way, layer);
            if (_places[(layer, way[layer])].At(stepsDown) is { } operation) yield return new Cell(layer, stepsDown ? way[layer + 1] : way[layer], operation);
        }
    }

    private static bool StepsDown(ImmutableArray<int> way, int layer) => layer + 1 < way.Length && way[layer + 1] > way[layer];
}
