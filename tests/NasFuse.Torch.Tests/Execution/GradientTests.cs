using NasFuse.Core.Graphs;
using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Tests.Execution;

/// <summary>Derivatives of kernels that are composed of several steps, against differences of the prediction.</summary>
public sealed class GradientTests
{
    private static readonly Dictionary<string, (int Channels, Func<GraphBuilder, Value, Value> Build)> s_exactCases = new()
    {
        ["affinity"] = (2, (g, x) => g.Emit(new WindowAffinity(3, 1, 1.5, 0.9), "affinity", x)),
        ["affinity of values, dilated"] = (2, (g, x) => g.Emit(new WindowAffinity(3, 2, null, 0.7), "affinity", x)),
        ["window sum"] = (11, (g, x) => g.Emit(new WindowSum(3, 1), "sum", g.Slice(x, 0, 9), g.Slice(x, 9, 2))),
        ["window sum, dilated"] = (10, (g, x) => g.Emit(new WindowSum(3, 2), "sum", g.Slice(x, 1, 9), g.Slice(x, 0, 1))),
        ["step of a random field"] = (3, (g, x) => g.Subtract(x, g.Emit(new WindowSum(5, 1), "sum", g.Emit(new WindowAffinity(5, 1, 2, 1), "affinity", x), g.Softmax(x)))),
        ["unpooling"] = (2, (g, x) => g.Emit(new Unpooling(2, x.Size), "unpool", g.Emit(new Pooling(PoolingFunction.Average, 2, 2), "pool", x), g.Emit(new PoolingIndices(2), "places", x))),
        ["unpooling of threes"] = (1, (g, x) => g.Emit(new Unpooling(3, x.Size), "unpool", g.AdaptiveAverage(x, new Size(2, 3)), g.Emit(new PoolingIndices(3), "places", x))),
        ["group minimum"] = (6, (g, x) => g.Emit(new GroupMinimum(3), "min", x)),
        ["keep largest"] = (5, (g, x) => g.Emit(new KeepLargest(2), "keep", x)),
        ["attention"] = (4, (g, x) => g.MatrixProduct(g.Softmax(g.MatrixProduct(g.ToTokens(x), g.ToTokens(x), transposeSecond: true), axis: 2), g.ToTokens(x))),
        ["product with one matrix for all channels"] = (3, (g, x) => g.MatrixProduct(g.Slice(x, 0, 1), x, transposeSecond: true)),
        ["length"] = (3, (g, x) => g.Emit(new L2Normalization(0), "l2", x)),
        ["crop of a permutation"] = (3, (g, x) => g.Emit(new Crop(1, 1, new Size(3, 2)), "crop", g.Permute(g.Reshape(x, 7, 3, 5), 1, 2, 0))),
    };

    /// <summary>These own float32 values. They are linear in the image, so that wide steps are exact.</summary>
    private static readonly Dictionary<string, Func<GraphBuilder, Value, Value>> s_linearCases = new()
    {
        ["transposed convolution and crop"] = (g, x) => g.Emit(new Crop(0, 1, new Size(9, 12)), "crop", g.Emit(new TransposedConvolution(3, 2), "tconv", x)),
        ["patches"] = (g, x) => g.Emit(new PatchEmbedding(3, 2), "patch", x),
        ["linear"] = (g, x) => g.Emit(new Linear(4), "fc", g.ToTokens(x)),
    };

    public static TheoryData<string> ExactCases => [.. s_exactCases.Keys];

    public static TheoryData<string> LinearCases => [.. s_linearCases.Keys];

    [Theory, MemberData(nameof(ExactCases))]
    public void Derivatives_in_float64_are_those_of_the_prediction(string name)
    {
        var builder = new GraphBuilder(new Size(5, 7), s_exactCases[name].Channels);
        Check(builder.Build(s_exactCases[name].Build(builder, builder.Image)), torch.float64, step: 1e-5, tolerance: 1e-6);
    }

    [Theory, MemberData(nameof(LinearCases))]
    public void Derivatives_of_linear_layers_are_those_of_the_prediction(string name)
    {
        var builder = new GraphBuilder(new Size(5, 7));
        Check(builder.Build(s_linearCases[name](builder, builder.Image)), torch.float32, step: 0.5, tolerance: 1e-4);
    }

    private static void Check(Graph graph, torch.ScalarType type, double step, double tolerance)
    {
        using var scope = torch.NewDisposeScope();
        using var store = TestNetworks.RandomStore(graph);
        var module = new GraphModule(graph, store);
        double[] start = [.. TestNetworks.RandomImages(graph, batch: 2).data<float>().Select(v => (double)v)];
        var factors = Enumerable.Range(0, 2 * (int)graph.OutputShape.Elements).Select(i => Math.Sin(1 + 7.0 * i)).ToArray();

        var images = Images(start).requires_grad_(true);
        Loss(module.Train(images).Logits).backward();
        double[] derivative = [.. images.grad!.to(torch.float64).data<double>()];
        Assert.Contains(derivative, value => Math.Abs(value) > 10 * tolerance);
        for (var i = 0; i < start.Length; i++)
        {
            var expected = (PredictAt(i, step) - PredictAt(i, -step)) / (2 * step);
            Assert.True(Math.Abs(expected - derivative[i]) <= tolerance * (1 + Math.Abs(expected)), $"element {i} has the derivative {derivative[i]}, not {expected}");
        }

        double PredictAt(int element, double change)
        {
            using var inner = torch.NewDisposeScope();
            var moved = (double[])start.Clone();
            moved[element] += change;
            return Loss(module.Predict(Images(moved))).item<double>();
        }

        Tensor Images(double[] values) => torch.tensor(values, [2, graph.InputShape.Channels, graph.InputShape.Height, graph.InputShape.Width]).to(type);

        Tensor Loss(Tensor logits) => logits.to(torch.float64).mul(torch.tensor(factors, logits.shape)).sum();
    }
}
