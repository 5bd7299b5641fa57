using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;

namespace NasFuse.Core.Tests.Graphs.Weights;

public sealed class WeightSetTests
{
    [Fact]
    public void Keeps_the_order_and_finds_by_name()
    {
        var weights = new WeightSet([new("b", One), new("a", Two)]);
        Assert.Equal(["b", "a"], weights.Names);
        Assert.Same(Two, weights["a"]);
        Assert.True(weights.TryGet("b", out var found));
        Assert.Same(One, found);
        Assert.False(weights.TryGet("c", out _));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest() =>
        Assert.Contains("Did you mean 'stem/weight'?", Assert.Throws<KeyNotFoundException>(() => new WeightSet([new("stem/weight", One)])["stem/wieght"]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_name_may_not_come_twice() => Assert.Throws<ArgumentException>(() => new WeightSet([new("a", One), new("a", Two)]));

    [Fact]
    public void Tensors_are_compared_by_content()
    {
        Assert.Equal(new WeightTensor([2, 1], [1, float.NaN]), new WeightTensor([2, 1], [1, float.NaN]));
        Assert.NotEqual(new WeightTensor([2, 1], [1, 2]), new WeightTensor([1, 2], [1, 2]));
        Assert.NotEqual(new WeightTensor([2], [1, 2]), new WeightTensor([2], [1, 3]));
    }

    [Fact]
    public void Shape_and_values_must_agree() => Assert.Throws<ArgumentException>(() => new WeightTensor([2, 2], [1, 2, 3]));

    [Fact]
    public void Mismatches_name_everything_that_does_not_fit()
    {
        var weights = new WeightSet([new("conv1x1/weight", new([2, 3, 1, 1], new float[6])), new("conv1x1/bias", Two), new("extra", One)]);
        Assert.Equal(
            ["'conv1x1/bias' is [2] but the graph needs [4]", "'conv1x1/weight' is [2, 3, 1, 1] but the graph needs [4, 3, 1, 1]", "'extra' is not used by the graph"],
            weights.MismatchesWith(Graph()).Order(StringComparer.Ordinal));
        Assert.Equal(["'conv1x1/weight' is missing", "'conv1x1/bias' is missing"], new WeightSet([]).MismatchesWith(Graph()));
    }

    [Fact]
    public void Restricting_drops_what_the_graph_does_not_use_and_takes_its_order()
    {
        var weights = new WeightSet([new("extra", One), new("conv1x1/bias", new([4], new float[4])), new("conv1x1/weight", new([4, 3, 1, 1], new float[12]))]);
        Assert.Equal(["conv1x1/weight", "conv1x1/bias"], weights.RestrictTo(Graph()).Names);
        Assert.Contains("'conv1x1/weight' is missing; 'conv1x1/bias' is missing", Assert.Throws<ArgumentException>(() => new WeightSet([]).RestrictTo(Graph())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shared_parameters_are_listed_once()
    {
        var builder = new GraphBuilder(new Size(8, 8));
        Value a, b;
        using (builder.Scope("a")) a = builder.ConvBn(builder.Image, 3, 3);
        using (builder.Scope("b", sharedWith: "a")) b = builder.ConvBn(builder.Image, 3, 3);
        Assert.Equal(5, GraphParameters.Of(builder.Build(builder.Add(a, b))).Count);
    }

    [Fact]
    public void Sharing_across_shapes_is_a_bug_that_is_told()
    {
        var builder = new GraphBuilder(new Size(8, 8));
        Value a;
        using (builder.Scope("a")) a = builder.Conv(builder.Image, 3, 3);
        using (builder.Scope("b", sharedWith: "a")) Assert.Throws<ShapeException>(() => builder.Conv(builder.Concat(a, a), 3, 3));
    }

    private static WeightTensor One { get; } = new([1], [1]);

    private static WeightTensor Two { get; } = new([2], [1, 2]);

    private static Graph Graph()
    {
        var builder = new GraphBuilder(new Size(4, 4));
        return builder.Build(builder.Conv(builder.Image, 4, 1));
    }
}
