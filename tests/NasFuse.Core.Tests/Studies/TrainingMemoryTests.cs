using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Studies;

public sealed class TrainingMemoryTests
{
    // One node of 2 channels and the network's output; 3 · 2 + 2 trainable values in the first, none in the second.
    private static readonly Graph s_graph = ArchitectureText.Parse("out: 1/1 x2 = conv(k=1,bn=0,act=none) <- image").Lower(new Size(4, 6));

    [Fact]
    public void Values_with_gradients_and_moments_and_all_outputs_of_a_batch_are_kept()
    {
        var (values, outputs) = (GraphCost.Of(s_graph).Parameters, s_graph.Nodes.Sum(node => node.Shape.Elements));
        Assert.Equal(8, values);
        var training = new TrainingSpecification { Batch = 5, Optimizer = OptimizerKind.AdamW };
        Assert.Equal(4 * (4 * values + 5 * outputs), TrainingMemory.Of(s_graph, training));
        Assert.Equal(4 * (3 * values + 5 * outputs), TrainingMemory.Of(s_graph, training with { Optimizer = OptimizerKind.Sgd }));
        Assert.Equal(4 * (5 * values + 5 * outputs), TrainingMemory.Of(s_graph, training with { Ema = 0.9 }));
        Assert.InRange(outputs, 2 * 4 * 6, 20 * 4 * 6);
    }
}
