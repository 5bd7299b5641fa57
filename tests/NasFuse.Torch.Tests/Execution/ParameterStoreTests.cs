using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Torch.Execution;
using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Tests.Execution;

public sealed class ParameterStoreTests
{
    [Fact]
    public void Values_and_gradients_are_windows_into_the_flat_tensors()
    {
        using var scope = torch.NewDisposeScope();
        using var store = new ParameterStore(TwoConvolutions(), torch.CPU);
        store.Flat(ParameterGroup.Decayed).Increase(0.5);
        Assert.Equal(0.5f, store["a/conv3x3/weight"].mean().item<float>());

        var weight = store["a/conv3x3/weight"];
        for (var pass = 1; pass <= 2; pass++)
        {
            F.conv2d(torch.ones(1, 3, 8, 8), weight, null, [1L, 1L], [1L, 1L]).sum().backward();
            Assert.True(weight.grad!.equal(store.Gradients[0].narrow(0, 0, weight.numel()).view(weight.shape)).all().item<bool>());
            Assert.Equal(64f * pass, store.Gradients[0][4].item<float>());
        }
        store.ZeroGradients();
        Assert.Equal(0f, weight.grad!.abs().sum().item<float>());
    }

    [Fact]
    public void Slots_begin_at_64_byte_borders_and_do_not_overlap() => Gen.UInt.Sample(
        seed =>
        {
            var layout = new ParameterLayout(RandomGraphs.Create(seed));
            foreach (var group in layout.Slots.GroupBy(slot => slot.Group))
            {
                var end = 0L;
                foreach (var slot in group)
                {
                    Assert.Equal(0, slot.Offset % 16);
                    Assert.True(slot.Offset >= end);
                    end = slot.Offset + slot.Count;
                }
                Assert.InRange(end, 1, layout.LengthOf(group.Key));
            }
        },
        iter: 100);

    [Fact]
    public void Only_weights_are_decayed_and_running_statistics_are_not_trained()
    {
        var layout = new ParameterLayout(TwoConvolutions());
        Assert.Equal(["a/conv3x3/weight", "b/conv3x3/weight"], Names(ParameterGroup.Decayed));
        Assert.Equal(["a/bn/weight", "a/bn/bias", "b/conv3x3/bias"], Names(ParameterGroup.Undecayed));
        Assert.Equal(["a/bn/running_mean", "a/bn/running_var"], Names(ParameterGroup.Statistics));
        Assert.Equal(3 * 4 * 9 + 4 * 4 * 9 + 12, layout.TrainableCount);

        string[] Names(ParameterGroup group) => [.. layout.Slots.Where(slot => slot.Group == group).Select(slot => slot.Name)];
    }

    [Fact]
    public void Shared_parts_have_one_tensor()
    {
        using var scope = torch.NewDisposeScope();
        var builder = new GraphBuilder(new Size(8, 8));
        Value a, b;
        using (builder.Scope("a")) a = builder.Conv(builder.Image, 3, 3);
        using (builder.Scope("b", sharedWith: "a")) b = builder.Conv(a, 3, 3);
        var graph = builder.Build(b);
        using var store = TestNetworks.RandomStore(graph);
        Assert.Equal(2, store.Layout.Slots.Length);
        new GraphModule(graph, store).Train(torch.ones(1, 3, 8, 8)).Logits.sum().backward();
        // The bias of the second use gets 64 per channel; the first use adds its own share on top.
        Assert.NotEqual(64f, store["a/conv3x3/bias"].grad![0].item<float>());
    }

    [Fact]
    public void What_is_written_is_read_back_to_the_bit()
    {
        using var store = TestNetworks.RandomStore(TwoConvolutions());
        using var other = new ParameterStore(TwoConvolutions(), torch.CPU);
        foreach (var group in Enum.GetValues<ParameterGroup>())
        {
            other.Write(group, store.Read(group));
            Assert.Equal(store.Read(group), other.Read(group));
        }
        Assert.Throws<ArgumentException>(() => other.Write(ParameterGroup.Decayed, new float[3]));
        Assert.Throws<KeyNotFoundException>(() => store["nobody/weight"]);
    }

    [Fact]
    public void Weight_sets_go_in_and_out_unchanged()
    {
        var graph = RandomArchitectures.Create(9).Lower(new Size(33, 40));
        var weights = WeightInitializer.Create(graph, new Random(3));
        using var store = new ParameterStore(graph, weights, torch.CPU);
        var back = store.ToWeightSet();
        Assert.Equal(weights.Names, back.Names);
        Assert.All(weights.Names, name => Assert.Equal(weights[name], back[name]));
    }

    [Fact]
    public void A_set_that_does_not_fit_is_refused()
    {
        var weights = WeightInitializer.Create(TwoConvolutions(), new Random(3));
        var lacking = new WeightSet(weights.Names.Skip(1).Select(name => KeyValuePair.Create(name, weights[name])));
        Assert.Throws<KeyNotFoundException>(() => new ParameterStore(TwoConvolutions(), lacking, torch.CPU));
        var wrong = new WeightSet(weights.Names.Select(name => KeyValuePair.Create(name, new WeightTensor([1], [0]))));
        Assert.Throws<ArgumentException>(() => new ParameterStore(TwoConvolutions(), wrong, torch.CPU));
    }

    private static Graph TwoConvolutions()
    {
        var graph = new GraphBuilder(new Size(8, 8));
        Value value;
        using (graph.Scope("a")) value = graph.ConvBn(graph.Image, 4, 3);
        using (graph.Scope("b")) value = graph.Conv(value, 4, 3);
        return graph.Build(value);
    }
}
