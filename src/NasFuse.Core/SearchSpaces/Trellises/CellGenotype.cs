using System.Collections.Immutable;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Trellises;

/// <summary>One half of a block.</summary>
/// <param name="Input">0 for the cell before the previous one, 1 for the previous one, 2 for the first block, 3 for the second, …</param>
/// <param name="Operator">What is computed from it.</param>
internal sealed record CellPart(int Input, Operator Operator);

/// <summary>The genotype that all cells share: the parts of each block, none, one or two.</summary>
internal sealed record CellGenotype(ImmutableArray<ImmutableArray<CellPart>> Blocks)
{
    public const int BeforePrevious = 0;
    public const int Previous = 1;
    public const int FirstBlock = 2;

    public bool Reads(int input) => Blocks.Any(parts => parts.Any(part => part.Input == input));

    /// <summary>Asks for the genotype; at least one block has a part.</summary>
    public static CellGenotype Choose(TrellisPlan plan, IChooser chooser)
    {
        var blocks = ImmutableArray.CreateBuilder<ImmutableArray<CellPart>>(plan.Blocks);
        List<int> inputs = [BeforePrevious, Previous];
        for (var block = 0; block < plan.Blocks; block++)
        {
            var first = ChoosePart(plan, chooser, block, 1, inputs, mayBeNone: true);
            var isLastChance = block == plan.Blocks - 1 && inputs.Count == FirstBlock && first is null;
            var second = ChoosePart(plan, chooser, block, 2, inputs, mayBeNone: !isLastChance);
            blocks.Add([.. new[] { first, second }.OfType<CellPart>()]);
            if (blocks[^1].Length > 0) inputs.Add(FirstBlock + block);
        }
        return new CellGenotype(blocks.DrainToImmutable());
    }

    private static CellPart? ChoosePart(TrellisPlan plan, IChooser chooser, int block, int part, List<int> inputs, bool mayBeNone)
    {
        var operators = mayBeNone ? plan.Operators : plan.Operators.RemoveAll(operation => operation is null);
        var operation = chooser.Pick($"cell/b{block + 1}/operator{part}", operators, option => option?.Text ?? TrellisOptions.None);
        return operation is null ? null : new CellPart(chooser.Pick($"cell/b{block + 1}/input{part}", inputs, LabelOf), operation);
    }

    private static string LabelOf(int input) => input switch
    {
        BeforePrevious => "prev2",
        Previous => "prev",
        _ => $"b{input - FirstBlock + 1}",
    };
}
