using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;

namespace NasFuse.Core.Tests.Graphs.Weights;

public sealed class WeightInitializerTests
{
    [Fact]
    public void Equal_seeds_give_equal_values_and_other_seeds_others()
    {
        var graph = Graph();
        var (a, b, c) = (WeightInitializer.Create(graph, new Random(1)), WeightInitializer.Create(graph, new Random(1)), WeightInitializer.Create(graph, new Random(2)));
        Assert.All(a.Names, name => Assert.Equal(a[name], b[name]));
        Assert.NotEqual(a["conv3x3/weight"], c["conv3x3/weight"]);
    }

    [Fact]
    public void Every_parameter_gets_a_value_of_its_shape() => Assert.Empty(WeightInitializer.Create(Graph(), new Random(1)).MismatchesWith(Graph()));

    [Fact]
    public void Normalisation_starts_as_identity()
    {
        var weights = WeightInitializer.Create(Graph(), new Random(1));
        Assert.All(weights["bn/weight"].Values, v => Assert.Equal(1, v));
        Assert.All(weights["bn/running_var"].Values, v => Assert.Equal(1, v));
        Assert.All(weights["bn/bias"].Values, v => Assert.Equal(0, v));
        Assert.All(weights["bn/running_mean"].Values, v => Assert.Equal(0, v));
    }

    [Theory]
    [InlineData(32, 1, 32 * 9)]
    [InlineData(64, 64, 9)]
    [InlineData(64, 4, 16 * 9)]
    public void Convolutions_have_variance_two_over_fan_out(int width, int groups, int fanOut)
    {
        var builder = new GraphBuilder(new Size(8, 8), channels: 64);
        var graph = builder.Build(builder.Conv(builder.Image, width, 3, groups: groups));
        double[] values = [.. Enumerable.Range(0, 16).SelectMany(seed => WeightInitializer.Create(graph, new Random(seed))[graph.Nodes[1].ParameterScope + "/weight"].Values).Select(v => (double)v)];
        Assert.Equal(0, values.Average() * Math.Sqrt(fanOut), 0.1);
        Assert.Equal(2.0 / fanOut, values.Average(v => v * v), 0.15 / fanOut);
        // A normal distribution keeps 68.27 % within one standard deviation.
        Assert.Equal(0.6827, values.Average(v => Math.Abs(v) < Math.Sqrt(2.0 / fanOut) ? 1.0 : 0.0), 0.02);
    }

    [Fact]
    public void Classifiers_start_small()
    {
        var builder = new GraphBuilder(new Size(8, 8), channels: 64);
        var graph = builder.Build(builder.Emit(new Convolution(64, 3) { WeightInitialization = Initialization.SmallNormal }, "classifier", builder.Image));
        Assert.Equal(1e-4, WeightInitializer.Create(graph, new Random(1))["classifier/weight"].Values.Average(v => (double)v * v), 5e-6);
    }

    [Fact]
    public void Layers_without_a_rectifier_have_variance_one_over_fan_in()
    {
        var builder = new GraphBuilder(new Size(8, 8), channels: 16);
        var patches = builder.Emit(new PatchEmbedding(64, 4), "patch", builder.Image);
        var graph = builder.Build(builder.Emit(new Linear(512), "fc", builder.ToTokens(patches)));
        var weights = WeightInitializer.Create(graph, new Random(1));
        Assert.Equal(1.0 / (16 * 4 * 4), MeanSquare(weights["patch/weight"]), 0.05 / (16 * 4 * 4));
        Assert.Equal(1.0 / 64, MeanSquare(weights["fc/weight"]), 0.05 / 64);
        Assert.All(weights["fc/bias"].Values, v => Assert.Equal(0, v));
    }

    [Fact]
    public void A_deviation_is_kept()
    {
        var values = Constant(new TensorShape(64, 8, 8), Initialization.Normal, 0.3);
        Assert.Equal(0.09, MeanSquare(values), 0.005);
        Assert.Equal(0, values.Values.Average(), 0.02);
    }

    [Fact]
    public void Transposed_convolutions_have_variance_two_over_the_input_channels()
    {
        var builder = new GraphBuilder(new Size(8, 8), channels: 32);
        var graph = builder.Build(builder.Emit(new TransposedConvolution(64, 2), "tconv", builder.Image));
        Assert.Equal(2.0 / 32, MeanSquare(WeightInitializer.Create(graph, new Random(1))["tconv/weight"]), 0.1 / 32);
    }

    [Fact]
    public void Constants_are_everywhere() => Assert.All(Constant(new TensorShape(2, 3, 4), Initialization.Constant, -0.7).Values, v => Assert.Equal(-0.7f, v));

    [Fact]
    public void Biases_and_convolutions_start_at_the_amounts_they_ask_for()
    {
        var builder = new GraphBuilder(new Size(4, 4));
        var graph = builder.Build(builder.Emit(
            new Convolution(3, 3) { Bias = true, WeightInitialization = Initialization.Constant, WeightAmount = 0.25, BiasAmount = 1.5 }, "conv", builder.Image));
        var weights = WeightInitializer.Create(graph, new Random(1));
        Assert.All(weights["conv/weight"].Values, v => Assert.Equal(0.25f, v));
        Assert.Equal([1.5f, 1.5f, 1.5f], weights["conv/bias"].Values);
    }

    [Theory]
    [InlineData(3, 3, 1)]
    [InlineData(2, 4, 3)]
    [InlineData(5, 2, 2)]
    public void A_diagonal_is_where_the_first_two_indices_agree(int first, int second, int third)
    {
        var values = Constant(new TensorShape(first, second, third), Initialization.Diagonal, 2.5).Values;
        for (var i = 0; i < values.Length; i++) Assert.Equal(i / third / second == i / third % second ? 2.5f : 0, values[i]);
    }

    private static double MeanSquare(WeightTensor tensor) => tensor.Values.Average(v => (double)v * v);

    private static WeightTensor Constant(TensorShape shape, Initialization initialization, double amount)
    {
        var builder = new GraphBuilder(new Size(8, 8));
        var graph = builder.Build(builder.Emit(new LearnedConstant(shape, initialization, amount), "constant"));
        return WeightInitializer.Create(graph, new Random(1))["constant/value"];
    }

    private static Graph Graph()
    {
        var builder = new GraphBuilder(new Size(8, 8));
        return builder.Build(builder.Conv(builder.ConvBnRelu(builder.Image, 6, 3), 2, 1));
    }
}
