using NasFuse.Core.Graphs;
using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Tests.Execution;

public sealed class DropoutMasksTests
{
    private const int Images = 200;

    /// <summary>The image itself, dropped: what is 1 in comes out as the masks' factors.</summary>
    private static GraphModule Module(int percent)
    {
        var builder = new GraphBuilder(new Size(2, 3));
        var graph = builder.Build(builder.Emit(new ChannelDropout(percent), "drop", builder.Image));
        return new GraphModule(graph, new ParameterStore(graph, torch.CPU));
    }

    private static float[] Train(GraphModule module, ulong noise)
    {
        using var scope = torch.NewDisposeScope();
        return module.Train(torch.ones(Images, 3, 2, 3), noise).Logits.data<float>().ToArray();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(90)]
    public void Whole_channels_are_dropped_as_often_as_asked_and_the_others_made_up_for(int percent)
    {
        var channels = Train(Module(percent), 1).Chunk(6).ToArray();
        Assert.Equal(3 * Images, channels.Length);
        Assert.All(channels, channel => Assert.Single(channel.Distinct()));
        Assert.All(channels, channel => Assert.Contains(channel[0], (float[])[0f, (float)(100.0 / (100 - percent))]));
        // Five standard deviations of a share of 600.
        Assert.InRange(channels.Count(channel => channel[0] == 0) / 600.0, percent / 100.0 - 0.105, percent / 100.0 + 0.105);
    }

    [Fact]
    public void Masks_depend_on_the_steps_seed_alone()
    {
        var module = Module(30);
        var first = Train(module, 5);
        Assert.NotEqual(first, Train(module, 6));
        torch.manual_seed(77);
        Assert.Equal(first, Train(module, 5));
        Assert.Equal(first, Train(Module(30), 5));
    }

    [Fact]
    public void Two_layers_of_one_step_draw_different_masks()
    {
        var builder = new GraphBuilder(new Size(1, 1));
        Value Drop() => builder.Emit(new ChannelDropout(50), "drop", builder.Image);
        var graph = builder.Build(builder.Concat(Drop(), Drop()));
        using var scope = torch.NewDisposeScope();
        var both = new GraphModule(graph, new ParameterStore(graph, torch.CPU)).Train(torch.ones(50, 3, 1, 1), 3).Logits;
        Assert.False(both.narrow(1, 0, 3).equal(both.narrow(1, 3, 3)).all().item<bool>());
    }

    [Fact]
    public void Prediction_hands_on_what_it_gets_also_where_others_read_it_too()
    {
        var builder = new GraphBuilder(new Size(4, 5));
        var convolved = builder.Conv(builder.Image, 6, 3);
        var dropped = builder.Emit(new ChannelDropout(50), "drop", convolved);
        var graph = builder.Build(builder.Concat(builder.Relu(convolved), builder.Relu(dropped), dropped, convolved));
        using var scope = torch.NewDisposeScope();
        using var store = TestNetworks.RandomStore(graph);
        var images = TestNetworks.RandomImages(graph, batch: 2);
        var parts = new GraphModule(graph, store).Predict(images).split(6, 1);
        Assert.True(parts[0].equal(parts[1]).all().item<bool>());
        Assert.True(parts[2].equal(parts[3]).all().item<bool>());
        Assert.True(parts[2].min().item<float>() < 0);
        using var deployed = new ParameterStore(graph.Deployed(), store.ToWeightSet(), torch.CPU);
        Assert.True(new GraphModule(graph.Deployed(), deployed).Predict(images).equal(torch.cat(parts, 1)).all().item<bool>());
    }

    [Fact]
    public void Dropped_channels_get_no_gradient()
    {
        var builder = new GraphBuilder(new Size(4, 5));
        var graph = builder.Build(builder.Emit(new ChannelDropout(50), "drop", builder.Conv(builder.Image, 40, 1)));
        using var scope = torch.NewDisposeScope();
        using var store = TestNetworks.RandomStore(graph);
        var logits = new GraphModule(graph, store).Train(TestNetworks.RandomImages(graph, batch: 1), 9).Logits;
        logits.sum().backward();
        var kept = logits.abs().sum([0, 2, 3]).data<float>().Select(value => value > 0).ToArray();
        Assert.Equal(kept, store["conv1x1/bias"].grad!.data<float>().Select(value => value > 0));
        Assert.Contains(true, kept);
        Assert.Contains(false, kept);
    }
}
