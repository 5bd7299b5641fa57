using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Trellises;

/// <summary>The output of a cell, or a map of the stem.</summary>
internal sealed record TrellisMap(string Id, Scale Scale);

/// <summary>Writes one cell as nodes.</summary>
/// <param name="plan">The space.</param>
/// <param name="genotype">What every cell computes.</param>
/// <param name="name">Id of the cell's output; its other nodes begin with it.</param>
/// <param name="row">Row of the cell.</param>
/// <param name="width">Channels of each block.</param>
/// <param name="nodes">Takes the nodes.</param>
internal sealed class TrellisCell(TrellisPlan plan, CellGenotype genotype, string name, int row, int width, List<ArchitectureNode> nodes)
{
    /// <summary>Ids of the values of the inputs, by number of the input; null for blocks that are empty.</summary>
    private readonly string?[] _values = new string?[CellGenotype.FirstBlock + genotype.Blocks.Length];

    public TrellisMap Build(TrellisMap beforePrevious, TrellisMap previous)
    {
        if (genotype.Reads(CellGenotype.Previous)) _values[CellGenotype.Previous] = Aligned($"{name}p", previous);
        if (genotype.Reads(CellGenotype.BeforePrevious)) _values[CellGenotype.BeforePrevious] = Aligned($"{name}q", beforePrevious);
        for (var block = 0; block < genotype.Blocks.Length; block++)
            _values[CellGenotype.FirstBlock + block] = BlockOf(genotype.Blocks[block], $"{name}b{block + 1}");
        return new TrellisMap(Joined([.. _values.Skip(CellGenotype.FirstBlock).OfType<string>()]), plan.ScaleOf(row));
    }

    private string Aligned(string id, TrellisMap map)
    {
        var target = plan.ScaleOf(row);
        var variant = map.Scale < target ? plan.Up : map.Scale > target ? plan.Down : plan.Keep;
        return Add(id, width, new Identity(), null, [new Edge(map.Id, variant.Steps)]);
    }

    private string? BlockOf(ImmutableArray<CellPart> parts, string id) => parts switch
    {
        [] => null,
        [var only] => PartOf(only, id),
        [var first, var second] => Add(id, width, new Identity(), new Addition(),
            [new Edge(PartOf(first, $"{id}x"), []), new Edge(PartOf(second, $"{id}y"), [])]),
        _ => throw new InvalidOperationException($"a block has at most two parts but has {parts.Length}"),
    };

    /// <summary>A skip is its input itself.</summary>
    private string PartOf(CellPart part, string id) =>
        part.Operator is Identity ? _values[part.Input]! : Add(id, width, part.Operator, null, [new Edge(_values[part.Input]!, [])]);

    private string Joined(string[] blocks) =>
        blocks.Length == 1 ? blocks[0]
            : Add(name, blocks.Length * width, new Identity(), new ChannelConcatenation(), [.. blocks.Select(block => new Edge(block, []))]);

    private string Add(string id, int channels, Operator operation, Fusion? fusion, ImmutableArray<Edge> inputs)
    {
        nodes.Add(new ArchitectureNode(id, plan.ScaleOf(row), channels, operation, fusion, inputs));
        return id;
    }
}
