using NasFuse.Core.Graphs;
using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Tests.Execution;

/// <summary>Stores and images with fixed random content.</summary>
internal static class TestNetworks
{
    /// <summary>A store whose trained values are small random numbers and whose running variances are positive.</summary>
    public static ParameterStore RandomStore(Graph graph, int seed = 1)
    {
        var random = new Random(seed);
        var store = new ParameterStore(graph, torch.CPU);
        foreach (var group in Enum.GetValues<ParameterGroup>())
        {
            var values = new float[store.Layout.LengthOf(group)];
            foreach (var slot in store.Layout.Slots.Where(slot => slot.Group == group))
                for (var i = slot.Offset; i < slot.Offset + slot.Count; i++) values[i] = group == ParameterGroup.Statistics ? 0.5f + random.NextSingle() : random.NextSingle() - 0.5f;
            store.Write(group, values);
        }
        return store;
    }

    /// <summary>Images in [−1, 1] for a graph.</summary>
    public static Tensor RandomImages(Graph graph, int batch, int seed = 2)
    {
        var random = new Random(seed);
        var (channels, height, width) = graph.InputShape;
        var values = new float[batch * channels * height * width];
        for (var i = 0; i < values.Length; i++) values[i] = random.NextSingle() * 2 - 1;
        return torch.tensor(values, [batch, channels, height, width]);
    }
}
