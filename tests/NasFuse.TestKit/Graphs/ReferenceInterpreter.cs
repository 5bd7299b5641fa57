using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;

namespace NasFuse.TestKit.Graphs;

/// <summary>Runs a graph in evaluation mode with plain loops in float64, straight from the definitions of the primitives.</summary>
/// <remarks>Slow and independent of every tensor library: what it says is what torch and ONNX Runtime must say.</remarks>
public static class ReferenceInterpreter
{
    /// <summary>Logits of one image.</summary>
    /// <param name="graph">What to run.</param>
    /// <param name="weights">Its values.</param>
    /// <param name="image">Normalised, <c>[3, H, W]</c>.</param>
    /// <returns>The value of the graph's output node.</returns>
    public static double[] Run(Graph graph, WeightSet weights, IReadOnlyList<float> image)
    {
        var values = new Map[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            Map[] inputs = [.. node.Inputs.Select(i => values[i])];
            var value = node.Primitive switch
            {
                ImageInput => new Map(node.Shape, [.. image.Select(v => (double)v)]),
                LearnedConstant => new Map(node.Shape, Values(node, "value", weights)),
                _ => Evaluate(node, inputs, weights),
            };
            if (value.Shape != node.Shape) throw new InvalidOperationException($"{node.Name} declares {node.Shape} but gives {value.Shape}");
            values[node.Index] = value;
        }
        return values[graph.Output].Data;
    }

    private static Map Evaluate(GraphNode node, Map[] inputs, WeightSet weights)
    {
        var x = inputs.Length > 0 ? inputs[0] : throw new InvalidOperationException($"{node.Name} has no input");
        double[] Own(string role) => Values(node, role, weights);
        return node.Primitive switch
        {
            Convolution p => ConvolutionDefinitions.Convolve(x, p, Own("weight"), p.Bias ? Own("bias") : new double[p.Width]),
            TransposedConvolution p => ConvolutionDefinitions.ConvolveTransposed(x, p, Own("weight"), Own("bias")),
            PatchEmbedding p => ConvolutionDefinitions.EmbedPatches(x, p, Own("weight"), Own("bias")),
            MatrixProduct p => MatrixDefinitions.Multiply(x, inputs[1], p.TransposeSecond),
            Linear p => MatrixDefinitions.MapLinearly(x, p, Own("weight"), p.Bias ? Own("bias") : new double[p.Width]),
            BatchNormalization => NormalizationDefinitions.NormalizeByStatistics(x, Own("weight"), Own("bias"), Own("running_mean"), Own("running_var")),
            LayerNormalization p => NormalizationDefinitions.NormalizeLayer(x, p.Axis, Own("weight"), Own("bias")),
            L2Normalization p => NormalizationDefinitions.NormalizeLength(x, p.Axis),
            Softmax p => NormalizationDefinitions.NormalizeExponentials(x, p.Axis),
            Pointwise p => ElementDefinitions.Apply(x, p.Function),
            Elementwise p => ElementDefinitions.Join(node.Shape, x, inputs[1], p.Function),
            ChannelDropout => x,
            MultiplyConstant p => Map.Create(x.Shape, (c, i, j) => x[c, i, j] * p.Factor),
            Concatenation => new Map(node.Shape, [.. inputs.SelectMany(input => input.Data)]),
            SliceChannels p => Map.Create(node.Shape, (c, i, j) => x[p.Start + c, i, j]),
            Reshape p => new Map(p.Shape, x.Data),
            Permute p => LayoutDefinitions.Permute(x, p),
            Crop p => LayoutDefinitions.Crop(x, p),
            GroupMinimum p => LayoutDefinitions.TakeMinimum(x, p.Count),
            KeepLargest p => LayoutDefinitions.KeepLargest(x, p.Count),
            Pooling { Function: PoolingFunction.Max } p => PoolingDefinitions.TakeLargest(x, p),
            Pooling p => PoolingDefinitions.AverageWithPadding(x, p),
            AdaptiveAveragePooling p => PoolingDefinitions.AverageToGrid(x, p.Grid),
            PoolingIndices p => PoolingDefinitions.FindLargest(x, p.Kernel),
            Unpooling p => PoolingDefinitions.Unpool(x, inputs[1], p),
            Resize p => ResamplingDefinitions.Resample(x, p.Size, p.Mode),
            WindowAffinity p => WindowDefinitions.Relate(x, p),
            WindowSum p => WindowDefinitions.Sum(x, inputs[1], p),
            Shift p => Map.Create(node.Shape, (c, i, j) => x.AtOrZero(c, i + p.Rows, j + p.Columns)),
            _ => throw new NotSupportedException($"the reference does not know {node.Primitive.GetType().Name}"),
        };
    }

    private static double[] Values(GraphNode node, string role, WeightSet weights) => [.. weights[$"{node.ParameterScope}/{role}"].Values.Select(v => (double)v)];
}
