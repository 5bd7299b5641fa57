using CsCheck;
using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.TestKit;
using NasFuse.TestKit.Graphs;
using Size = NasFuse.Core.Graphs.Size;

namespace NasFuse.Core.Tests.Graphs.Weights;

public sealed class BatchNormFoldingTests
{
    private static readonly Size ImageSize = new(13, 10);

    [Fact]
    public void Random_graphs_predict_the_same_after_folding() => Gen.Int[0, int.MaxValue].Sample(seed =>
    {
        var random = new Random(seed);
        AssertSamePrediction(RandomGraphs.Create(ImageSize, random), random);
    }, iter: 60, threads: 1);

    [Fact]
    public void Whole_architectures_lose_every_normalisation_after_a_convolution() =>
        Gen.Select(RandomArchitectures.Gen, Gen.Int[0, int.MaxValue]).Sample((architecture, seed) =>
        {
            var folded = AssertSamePrediction(architecture.Lower(ImageSize), new Random(seed));
            Assert.DoesNotContain(folded.Graph.Nodes, n => n.Primitive is BatchNormalization && folded.Graph.Nodes[n.Inputs[0]].Primitive is Convolution);
        }, iter: 20, threads: 1);

    [Fact]
    public void The_bias_stands_under_the_convolution_and_old_names_stay()
    {
        var builder = new GraphBuilder(ImageSize);
        using (builder.Scope("f8")) builder.ConvBn(builder.Image, 4, 3);
        var graph = builder.Build(new Value(2, new TensorShape(4, 13, 10)));
        var folded = AssertSamePrediction(graph, new Random(1));
        Assert.Equal(["f8/conv3x3/weight", "f8/conv3x3/bias"], folded.Weights.Names);
        Assert.Equal(["image", "f8/conv3x3"], folded.Graph.Nodes.Select(n => n.Name));
        Assert.True(((Convolution)folded.Graph.Nodes[1].Primitive).Bias);
    }

    [Fact]
    public void A_convolution_that_is_also_read_elsewhere_keeps_its_normalisation()
    {
        var builder = new GraphBuilder(ImageSize);
        var convolved = builder.Conv(builder.Image, 4, 3);
        var folded = AssertSamePrediction(builder.Build(builder.Add(builder.BatchNorm(convolved), convolved)), new Random(2));
        Assert.Single(folded.Graph.Nodes, n => n.Primitive is BatchNormalization);
    }

    [Fact]
    public void A_convolution_that_is_the_output_keeps_its_normalisation()
    {
        var builder = new GraphBuilder(ImageSize);
        var convolved = builder.Conv(builder.Image, 4, 3);
        var normalized = builder.BatchNorm(convolved);
        var folded = AssertSamePrediction(builder.Build(convolved, [new AuxiliaryHead(normalized.Node, 0.4)]), new Random(2), deployed: false);
        Assert.Single(folded.Graph.Nodes, n => n.Primitive is BatchNormalization);
        Assert.Equal(normalized.Node, folded.Graph.AuxiliaryHeads.Single().Node);
    }

    [Fact]
    public void A_normalisation_without_a_convolution_stays()
    {
        var builder = new GraphBuilder(ImageSize);
        var folded = AssertSamePrediction(builder.Build(builder.BatchNorm(builder.Relu(builder.Image))), new Random(3));
        Assert.Single(folded.Graph.Nodes, n => n.Primitive is BatchNormalization);
    }

    [Fact]
    public void Convolutions_that_share_everything_are_folded_together()
    {
        var builder = new GraphBuilder(ImageSize);
        Value a, b;
        using (builder.Scope("a")) a = builder.ConvBn(builder.Image, 3, 3);
        using (builder.Scope("b", sharedWith: "a")) b = builder.ConvBn(a, 3, 3);
        var folded = AssertSamePrediction(builder.Build(b), new Random(4));
        Assert.DoesNotContain(folded.Graph.Nodes, n => n.Primitive is BatchNormalization);
        Assert.Equal(["a/conv3x3/weight", "a/conv3x3/bias"], folded.Weights.Names);
    }

    [Fact]
    public void Convolutions_that_share_weights_but_not_the_normalisation_are_left_alone()
    {
        var builder = new GraphBuilder(ImageSize);
        Value a, b;
        using (builder.Scope("shared")) a = builder.Conv(builder.Image, 3, 3, bias: false);
        using (builder.Scope("again", sharedWith: "shared")) b = builder.Conv(builder.Relu(a), 3, 3, bias: false);
        var graph = builder.Build(builder.Add(builder.BatchNorm(b), builder.BatchNorm(builder.Conv(a, 3, 1))));
        var folded = AssertSamePrediction(graph, new Random(5));
        Assert.Single(folded.Graph.Nodes, n => n.Primitive is BatchNormalization);
    }

    private static WeightedGraph AssertSamePrediction(Graph graph, Random random, bool deployed = true)
    {
        var weights = RandomValues.Weights(graph, random);
        var folded = BatchNormFolding.Fold(deployed ? graph.Deployed() : graph, weights);
        Assert.Empty(folded.Weights.MismatchesWith(folded.Graph));
        var image = RandomValues.Images(graph, 1, random);
        var (before, after) = (ReferenceInterpreter.Run(graph, weights, image), ReferenceInterpreter.Run(folded.Graph, folded.Weights, image));
        var limit = 2e-5 * Math.Max(1, before.Max(Math.Abs));
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second, limit));
        return folded;
    }
}
