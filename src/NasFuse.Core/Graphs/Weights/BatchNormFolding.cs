using System.Collections.Immutable;

namespace NasFuse.Core.Graphs.Weights;

/// <summary>A graph together with the values it runs with.</summary>
/// <param name="Graph">What is computed.</param>
/// <param name="Weights">Its parameters and running statistics; they fit the graph.</param>
public sealed record WeightedGraph(Graph Graph, WeightSet Weights);

/// <summary>Removes batch normalisations from a trained graph by moving them into the convolutions before them.</summary>
/// <remarks>
/// With <c>s = γ / sqrt(σ² + ε)</c> the convolution gets the weights <c>w · s</c> and the bias <c>β + (b − μ) · s</c> per output channel
/// (computed in float64). The result predicts the same as the original in evaluation mode, up to rounding; it cannot be trained further.
/// </remarks>
public static class BatchNormFolding
{
    /// <summary>Folds every batch normalisation that alone reads a convolution; all others stay as they are.</summary>
    /// <param name="graph">A deployed graph; training-only heads are kept if there are any.</param>
    /// <param name="weights">Trained values that fit <paramref name="graph"/>.</param>
    /// <remarks>
    /// Convolutions that share weights are folded together when the same normalisation follows each of them, otherwise not at all.
    /// Names stay: the new bias is called <c>bias</c> in the convolution's parameter scope.
    /// </remarks>
    /// <exception cref="KeyNotFoundException">A value is missing.</exception>
    public static WeightedGraph Fold(Graph graph, WeightSet weights)
    {
        var pairs = FoldablePairs(graph);
        var folded = WithoutNormalizations(graph, pairs);
        var values = pairs.DistinctBy(p => p.Convolution.ParameterScope)
            .SelectMany(pair => FoldValues(pair, weights))
            .ToDictionary(StringComparer.Ordinal);
        return new WeightedGraph(folded, new WeightSet(GraphParameters.Of(folded)
            .Select(p => KeyValuePair.Create(p.Name, values.TryGetValue(p.Name, out var value) ? value : weights[p.Name]))));
    }

    private static List<FoldablePair> FoldablePairs(Graph graph)
    {
        var readers = new int[graph.Nodes.Length];
        foreach (var input in graph.Nodes.SelectMany(n => n.Inputs)) readers[input]++;
        readers[graph.Output]++;
        foreach (var head in graph.AuxiliaryHeads) readers[head.Node]++;

        var pairs = graph.Nodes
            .Where(n => n.Primitive is BatchNormalization)
            .Select(n => new FoldablePair(graph.Nodes[n.Inputs[0]], n))
            .Where(p => p.Convolution.Primitive is Convolution && readers[p.Convolution.Index] == 1)
            .ToList();
        var byConvolution = pairs.ToDictionary(p => p.Convolution.Index);
        var kept = graph.Nodes
            .Where(n => n.Primitive is Convolution)
            .GroupBy(n => n.ParameterScope, StringComparer.Ordinal)
            .Where(sharing => !CanFoldTogether([.. sharing], byConvolution))
            .Select(sharing => sharing.Key)
            .ToHashSet(StringComparer.Ordinal);
        pairs.RemoveAll(p => kept.Contains(p.Convolution.ParameterScope));
        return pairs;
    }

    private static bool CanFoldTogether(GraphNode[] sharing, Dictionary<int, FoldablePair> byConvolution) =>
        sharing.All(n => byConvolution.TryGetValue(n.Index, out var pair)
            && pair.Normalization.ParameterScope == byConvolution[sharing[0].Index].Normalization.ParameterScope
            && ((Convolution)n.Primitive).Bias == ((Convolution)sharing[0].Primitive).Bias);

    private static Graph WithoutNormalizations(Graph graph, List<FoldablePair> pairs)
    {
        var convolutions = pairs.Select(p => p.Convolution.Index).ToHashSet();
        var normalizations = pairs.Select(p => p.Normalization.Index).ToHashSet();
        var newIndex = new int[graph.Nodes.Length];
        var nodes = ImmutableArray.CreateBuilder<GraphNode>();
        foreach (var node in graph.Nodes)
        {
            if (normalizations.Contains(node.Index))
            {
                newIndex[node.Index] = newIndex[node.Inputs[0]];
                continue;
            }
            newIndex[node.Index] = nodes.Count;
            var kept = convolutions.Contains(node.Index) ? WithBias(node, graph) : node;
            nodes.Add(kept with { Index = nodes.Count, Inputs = [.. node.Inputs.Select(i => newIndex[i])] });
        }
        return new Graph(nodes.DrainToImmutable(), newIndex[graph.Output], [.. graph.AuxiliaryHeads.Select(h => h with { Node = newIndex[h.Node] })]);
    }

    private static GraphNode WithBias(GraphNode node, Graph graph)
    {
        var primitive = (Convolution)node.Primitive with { Bias = true };
        return node with { Primitive = primitive, Parameters = [.. primitive.ParametersFor([graph.Nodes[node.Inputs[0]].Shape])] };
    }

    private static IEnumerable<KeyValuePair<string, WeightTensor>> FoldValues(FoldablePair pair, WeightSet weights)
    {
        var (convolution, normalization) = (pair.Convolution.ParameterScope, pair.Normalization.ParameterScope);
        var weight = weights[$"{convolution}/weight"];
        var bias = ((Convolution)pair.Convolution.Primitive).Bias ? weights[$"{convolution}/bias"].Values : null;
        var (gamma, beta) = (weights[$"{normalization}/weight"].Values, weights[$"{normalization}/bias"].Values);
        var (mean, variance) = (weights[$"{normalization}/running_mean"].Values, weights[$"{normalization}/running_var"].Values);

        var (foldedWeight, foldedBias) = (new float[weight.Values.Length], new float[gamma.Length]);
        var perChannel = weight.Values.Length / gamma.Length;
        for (var channel = 0; channel < gamma.Length; channel++)
        {
            var scale = gamma[channel] / Math.Sqrt(variance[channel] + BatchNormalization.Epsilon);
            foldedBias[channel] = (float)(beta[channel] + ((bias?[channel] ?? 0.0) - mean[channel]) * scale);
            for (var i = channel * perChannel; i < (channel + 1) * perChannel; i++) foldedWeight[i] = (float)(weight.Values[i] * scale);
        }
        yield return KeyValuePair.Create($"{convolution}/weight", new WeightTensor(weight.Shape, foldedWeight));
        yield return KeyValuePair.Create($"{convolution}/bias", new WeightTensor([gamma.Length], foldedBias));
    }

    private readonly record struct FoldablePair(GraphNode Convolution, GraphNode Normalization);
}
