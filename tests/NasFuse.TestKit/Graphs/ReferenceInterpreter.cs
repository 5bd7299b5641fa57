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
        return node.Primitive switch
        {
            Convolution p => Convolve(x, p, Values(node, "weight", weights), p.Bias ? Values(node, "bias", weights) : new double[p.Width]),
            BatchNormalization => Normalize(x, Values(node, "weight", weights), Values(node, "bias", weights), Values(node, "running_mean", weights), Values(node, "running_var", weights)),
            Pointwise { Function: PointwiseFunction.Relu } => Map.Create(x.Shape, (c, i, j) => Math.Max(0, x[c, i, j])),
            Pointwise { Function: PointwiseFunction.Sigmoid } => Map.Create(x.Shape, (c, i, j) => 1 / (1 + Math.Exp(-x[c, i, j]))),
            ChannelDropout => x,
            MultiplyConstant p => Map.Create(x.Shape, (c, i, j) => x[c, i, j] * p.Factor),
            Elementwise p => Join(node.Shape, x, inputs[1], p.Function),
            Concatenation => new Map(node.Shape, [.. inputs.SelectMany(input => input.Data)]),
            SliceChannels p => Map.Create(node.Shape, (c, i, j) => x[p.Start + c, i, j]),
            Softmax => NormalizeExponentials(x),
            Pooling { Function: PoolingFunction.Max } p => Pool(x, p, window => window.Max()),
            Pooling p => AverageWithPadding(x, p),
            AdaptiveAveragePooling p => AverageToGrid(x, p.Grid),
            Resize { Mode: ResizeMode.Nearest } p => Map.Create(node.Shape, (c, i, j) => x[c, Nearest(i, x.Height, p.Size.Height), Nearest(j, x.Width, p.Size.Width)]),
            Resize p => Bilinear(x, p.Size),
            _ => throw new NotSupportedException($"the reference does not know {node.Primitive.GetType().Name}"),
        };
    }

    private static Map Convolve(Map x, Convolution p, double[] weight, double[] bias)
    {
        var (inGroup, outGroup) = (x.Channels / p.Groups, p.Width / p.Groups);
        var shape = new TensorShape(p.Width, (x.Height + p.Stride - 1) / p.Stride, (x.Width + p.Stride - 1) / p.Stride);
        return Map.Create(shape, (c, i, j) =>
        {
            var sum = bias[c];
            for (var k = 0; k < inGroup; k++)
            for (var u = 0; u < p.Kernel; u++)
            for (var v = 0; v < p.Kernel; v++)
                sum += weight[((c * inGroup + k) * p.Kernel + u) * p.Kernel + v]
                    * x.AtOrZero(c / outGroup * inGroup + k, i * p.Stride - p.Padding + u * p.Dilation, j * p.Stride - p.Padding + v * p.Dilation);
            return sum;
        });
    }

    private static Map Normalize(Map x, double[] gamma, double[] beta, double[] mean, double[] variance) =>
        Map.Create(x.Shape, (c, i, j) => (x[c, i, j] - mean[c]) / Math.Sqrt(variance[c] + BatchNormalization.Epsilon) * gamma[c] + beta[c]);

    private static Map Join(TensorShape shape, Map a, Map b, ElementwiseFunction function) => Map.Create(shape, (c, i, j) =>
    {
        var (x, y) = (a.Broadcast(c, i, j), b.Broadcast(c, i, j));
        return function switch
        {
            ElementwiseFunction.Add => x + y,
            ElementwiseFunction.Multiply => x * y,
            ElementwiseFunction.Max => Math.Max(x, y),
            _ => throw new NotSupportedException($"the reference does not know {function}"),
        };
    });

    private static Map NormalizeExponentials(Map x) => Map.Create(x.Shape, (c, i, j) =>
    {
        var largest = Enumerable.Range(0, x.Channels).Max(k => x[k, i, j]);
        return Math.Exp(x[c, i, j] - largest) / Enumerable.Range(0, x.Channels).Sum(k => Math.Exp(x[k, i, j] - largest));
    });

    private static Map Pool(Map x, Pooling p, Func<IEnumerable<double>, double> summarize)
    {
        var shape = x.Shape with { Height = (x.Height + p.Stride - 1) / p.Stride, Width = (x.Width + p.Stride - 1) / p.Stride };
        return Map.Create(shape, (c, i, j) => summarize(
            from u in Enumerable.Range(i * p.Stride - p.Padding, p.Kernel)
            from v in Enumerable.Range(j * p.Stride - p.Padding, p.Kernel)
            where x.Contains(u, v)
            select x[c, u, v]));
    }

    /// <summary>Divides by the part of the window that lies in the padded map: all of it, except where an even window hangs over.</summary>
    private static Map AverageWithPadding(Map x, Pooling p)
    {
        var sums = Pool(x, p, window => window.Sum());
        return Map.Create(sums.Shape, (c, i, j) => sums[c, i, j] / (Covered(i, x.Height) * Covered(j, x.Width)));

        double Covered(int position, int length)
        {
            var start = position * p.Stride - p.Padding;
            return Math.Min(start + p.Kernel, length + p.Padding) - start;
        }
    }

    private static Map AverageToGrid(Map x, Size grid) => Map.Create(x.Shape with { Height = grid.Height, Width = grid.Width }, (c, i, j) =>
    {
        var (top, bottom) = Bin(i, x.Height, grid.Height);
        var (left, right) = Bin(j, x.Width, grid.Width);
        double sum = 0;
        for (var u = top; u < bottom; u++)
        for (var v = left; v < right; v++)
            sum += x[c, u, v];
        return sum / ((bottom - top) * (right - left));
    });

    private static (int Start, int End) Bin(int index, int length, int bins) =>
        ((int)Math.Floor((double)index * length / bins), (int)Math.Ceiling((double)(index + 1) * length / bins));

    // PyTorch's float32 ratio is part of the definition.
    private static int Nearest(int target, int from, int to) => Math.Min((int)MathF.Floor(target * ((float)from / to)), from - 1);

    private static Map Bilinear(Map x, Size size) => Map.Create(x.Shape with { Height = size.Height, Width = size.Width }, (c, i, j) =>
    {
        var (top, bottom, down) = Neighbours(i, x.Height, size.Height);
        var (left, right, across) = Neighbours(j, x.Width, size.Width);
        var upper = x[c, top, left] * (1 - across) + x[c, top, right] * across;
        var lower = x[c, bottom, left] * (1 - across) + x[c, bottom, right] * across;
        return upper * (1 - down) + lower * down;
    });

    private static (int Before, int After, double Share) Neighbours(int target, int from, int to)
    {
        var position = Math.Max(0, (target + 0.5) * from / to - 0.5);
        var before = Math.Min((int)position, from - 1);
        return (before, Math.Min(before + 1, from - 1), position - before);
    }

    private static double[] Values(GraphNode node, string role, WeightSet weights) => [.. weights[$"{node.ParameterScope}/{role}"].Values.Select(v => (double)v)];
}
