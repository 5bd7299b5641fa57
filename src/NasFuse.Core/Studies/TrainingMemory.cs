using NasFuse.Core.Graphs;

namespace NasFuse.Core.Studies;

/// <summary>Estimates what a training needs of a device's memory, from the graph alone.</summary>
/// <remarks>
/// Kept at once: the values with their gradients, what the update rule remembers of each (two moments for AdamW, one for SGD), a running average if there is
/// one, and the output of every node for the backward pass, float32. Work space of the tensor library and what its allocator holds in reserve are not in it.
/// </remarks>
public static class TrainingMemory
{
    /// <summary>Bytes, for batches of the training's size.</summary>
    /// <param name="graph">The graph that is trained, training-only heads included, at the size of its images.</param>
    /// <param name="training">How it is trained.</param>
    public static long Of(Graph graph, TrainingSpecification training)
    {
        var moments = training.Optimizer == OptimizerKind.AdamW ? 2 : 1;
        var copies = 2 + moments + (training.Ema is null ? 0 : 1);
        var outputs = graph.Nodes.Where(node => node.Primitive is not LearnedConstant).Sum(node => node.Shape.Elements);
        return sizeof(float) * (copies * GraphCost.Of(graph).Parameters + training.Batch * outputs);
    }
}
