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

    private static Graph Graph()
    {
        var builder = new GraphBuilder(new Size(8, 8));
        return builder.Build(builder.Conv(builder.ConvBnRelu(builder.Image, 6, 3), 2, 1));
    }
}
