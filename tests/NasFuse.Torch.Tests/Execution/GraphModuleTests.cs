using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.TestKit.Graphs;
using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Tests.Execution;

public sealed class GraphModuleTests
{
    [Fact]
    public void Every_value_gets_a_gradient_in_random_graphs() => Gen.UInt.Sample(
        seed =>
        {
            // Autograd itself refuses to go on when a tensor it has kept was overwritten.
            using var scope = torch.NewDisposeScope();
            var graph = RandomGraphs.Create(seed);
            using var store = TestNetworks.RandomStore(graph);
            Train(new GraphModule(graph, store), TestNetworks.RandomImages(graph, batch: 3));
            Assert.All(store.Gradients, gradient => Assert.True(gradient.isfinite().all().item<bool>()));
        },
        iter: 300, threads: 1);

    [Fact]
    public void Training_and_prediction_keep_the_number_of_tensors_constant_over_50_steps()
    {
        var graph = RandomArchitectures.Create(5).Lower(new Size(40, 56));
        using var store = TestNetworks.RandomStore(graph);
        using var images = TestNetworks.RandomImages(graph, batch: 2);
        var module = new GraphModule(graph, store);
        var before = 0L;
        for (var step = 0; step < 50; step++)
        {
            if (step == 1) before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            using var scope = torch.NewDisposeScope();
            Train(module, images);
            module.Predict(images);
        }
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    public static TheoryData<string> Primitives => [.. PrimitiveCases.Names];

    [Theory, MemberData(nameof(Primitives))]
    public void Each_primitive_leaves_no_tensors_behind_and_trains_in_both_precisions(string name)
    {
        var graph = PrimitiveCases.Create(name, new Size(11, 14));
        using var store = TestNetworks.RandomStore(graph);
        using var images = TestNetworks.RandomImages(graph, batch: 2);
        foreach (var precision in Enum.GetValues<ComputePrecision>())
        {
            var module = new GraphModule(graph, store, precision);
            var before = 0L;
            for (var step = 0; step < 4; step++)
            {
                if (step == 1) before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
                using var scope = torch.NewDisposeScope();
                var logits = module.Train(images).Logits;
                // What depends on the image alone has nothing to learn.
                if (logits.requires_grad) MeanSquare(logits).backward();
                Assert.True(module.Predict(images).isfinite().all().item<bool>());
            }
            Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            Assert.All(store.Gradients, gradient => Assert.True(gradient.isfinite().all().item<bool>()));
        }
    }

    [Theory]
    [InlineData("attention"), InlineData("linear"), InlineData("layer normalisation of channels"), InlineData("length of channels"), InlineData("window sum")]
    [InlineData("affinity dilated"), InlineData("transposed conv 2"), InlineData("patches of 4"), InlineData("group minimum"), InlineData("softmax of rows")]
    public void Mixed_precision_of_each_kind_stays_near_float32(string name)
    {
        using var scope = torch.NewDisposeScope();
        var graph = PrimitiveCases.Create(name, new Size(11, 14));
        using var store = TestNetworks.RandomStore(graph);
        var images = TestNetworks.RandomImages(graph, batch: 2);
        var exact = new GraphModule(graph, store).Predict(images);
        var mixed = new GraphModule(graph, store, ComputePrecision.MixedBFloat16).Predict(images);
        Assert.Equal(torch.float32, mixed.dtype);
        Assert.InRange(((mixed - exact).norm() / exact.norm()).item<float>(), 1e-6, 0.03);
    }

    [Fact]
    public void At_most_the_live_tensors_are_held_during_prediction()
    {
        var graph = Chain(length: 30);
        using var store = TestNetworks.RandomStore(graph);
        using var images = TestNetworks.RandomImages(graph, batch: 1);
        var most = 0L;
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var module = new GraphModule(graph, store) { Observer = (_, _, _) => most = Math.Max(most, DisposeScopeManager.Statistics.ThreadTotalLiveCount - before) };
        using var logits = module.Predict(images);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public void Auxiliary_heads_are_computed_in_training_only_and_are_not_deployed()
    {
        var graph = ArchitectureText.Parse(
            """
            s2:  1/2 x8 = conv(s=2) <- image
            aux: 1/2 x5 = conv(k=1,bn=0,act=none) <- s2 #aux=0.4
            cls: 1/2 x5 = conv(k=1,bn=0,act=none) <- s2
            out: 1/1 x5 = id <- cls>up
            """).Lower(new Size(10, 12));
        using var scope = torch.NewDisposeScope();
        using var store = TestNetworks.RandomStore(graph);
        var images = TestNetworks.RandomImages(graph, batch: 2);
        var visited = new List<string>();
        var module = new GraphModule(graph, store) { Observer = (node, _, _) => visited.Add(node.Name) };

        var prediction = module.Predict(images);
        Assert.DoesNotContain(visited, name => name.StartsWith("aux/", StringComparison.Ordinal));
        var output = module.Train(images);
        var head = Assert.Single(output.Auxiliary);
        Assert.Equal((0.4, 5L, 5L, 6L), (head.Weight, head.Logits.shape[1], head.Logits.shape[2], head.Logits.shape[3]));

        using var deployedStore = TestNetworks.RandomStore(graph);
        var deployed = new GraphModule(graph.Deployed(), deployedStore).Predict(images);
        Assert.True(deployed.equal(prediction).all().item<bool>());
    }

    [Fact]
    public void Training_updates_running_statistics_by_a_tenth()
    {
        var builder = new GraphBuilder(new Size(4, 4));
        var graph = builder.Build(builder.BatchNorm(builder.Image));
        using var scope = torch.NewDisposeScope();
        using var store = new ParameterStore(graph, torch.CPU);
        store["bn/running_var"].Increase(1.0);
        var images = TestNetworks.RandomImages(graph, batch: 2);
        new GraphModule(graph, store).Train(images);
        var mean = images.mean([0, 2, 3]).Times(0.1);
        Assert.True(store["bn/running_mean"].allclose(mean, atol: 1e-6));
    }

    [Fact]
    public void Mixed_precision_stays_near_float32_and_gives_float32()
    {
        using var scope = torch.NewDisposeScope();
        var graph = RandomArchitectures.Create(3).Lower(new Size(40, 56));
        using var store = TestNetworks.RandomStore(graph);
        var images = TestNetworks.RandomImages(graph, batch: 2);
        var exact = new GraphModule(graph, store).Predict(images);
        var module = new GraphModule(graph, store, ComputePrecision.MixedBFloat16);
        var mixed = module.Predict(images);
        Assert.Equal(torch.float32, mixed.dtype);
        Assert.InRange(((mixed - exact).norm() / exact.norm()).item<float>(), 1e-6, 0.1);
        Train(module, images);
        Assert.All(store.Gradients, gradient => Assert.Equal(torch.float32, gradient.dtype));
        Assert.All(store.Gradients, gradient => Assert.True(gradient.abs().sum().item<float>() > 0));
    }

    [Fact]
    public void Images_of_another_size_are_refused()
    {
        var graph = Chain(length: 1);
        using var store = TestNetworks.RandomStore(graph);
        using var images = torch.zeros(1, 3, 5, 5);
        Assert.Contains("[N, 3, 16, 16]", Assert.Throws<ArgumentException>(() => new GraphModule(graph, store).Predict(images)).Message, StringComparison.Ordinal);
    }

    private static void Train(GraphModule module, Tensor images)
    {
        var output = module.Train(images);
        var loss = output.Auxiliary.Aggregate(MeanSquare(output.Logits), (sum, head) => sum.Plus(MeanSquare(head.Logits).Times(head.Weight)));
        loss.backward();
    }

    private static Tensor MeanSquare(Tensor values) => values.mul(values).mean();

    private static Graph Chain(int length)
    {
        var graph = new GraphBuilder(new Size(16, 16));
        var value = graph.Image;
        for (var i = 0; i < length; i++) value = graph.ConvBnRelu(value, 4, 3);
        return graph.Build(value);
    }
}
