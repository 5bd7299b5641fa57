using NasFuse.Core.Graphs;

namespace NasFuse.Torch.Execution;

/// <summary>The work of one pass in order: which kernel runs, what it reads, and what nobody needs afterwards.</summary>
internal sealed class ExecutionPlan
{
    /// <summary>One node's work.</summary>
    /// <param name="Node">The node.</param>
    /// <param name="Kernel">Computes it.</param>
    /// <param name="Inputs">Room for its input tensors, filled anew in each pass.</param>
    /// <param name="Released">Nodes whose tensors are dead once this one is computed.</param>
    public sealed record Step(GraphNode Node, Kernel Kernel, Tensor[] Inputs, int[] Released);

    /// <summary>Steps in topological order, without the image.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>Plans the computation of some nodes and of what they need.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="roots">Nodes whose tensors the caller gets.</param>
    /// <param name="kernels">Compiles nodes.</param>
    public ExecutionPlan(Graph graph, IReadOnlyCollection<int> roots, Kernels kernels)
    {
        var needed = Needed(graph, roots);
        var (lastUse, uses) = Uses(graph, needed);
        var constant = new bool[graph.Nodes.Length];
        var steps = new List<Step>();
        foreach (var node in graph.Nodes.Where(node => needed[node.Index] && node.Primitive is not ImageInput))
        {
            bool[] inputIsConstant = [.. node.Inputs.Select(input => constant[input])];
            constant[node.Index] = inputIsConstant.All(c => c);
            int[] released = [.. node.Inputs.Distinct().Where(input => lastUse[input] == node.Index && !roots.Contains(input) && graph.Nodes[input].Primitive is not ImageInput)];
            var overwriteFirst = released.Length > 0 && uses[node.Inputs[0]] == 1 && released.Contains(node.Inputs[0]) && !inputIsConstant[0] && CanBeOverwritten(graph, node);
            var kernel = kernels.Compile(node, new KernelContext([.. node.Inputs.Select(input => graph.Nodes[input].Shape)], overwriteFirst, inputIsConstant));
            steps.Add(new Step(node, kernel, new Tensor[node.Inputs.Length], released));
        }
        Steps = steps;
    }

    /// <summary>
    /// True when the first input has the shape of the result and was made by a primitive whose derivative does not look at its own output
    /// (a rectifier's, a sigmoid's or a pooling's does; a slice, a crop, a reshape or a permutation is a window into a tensor that may live on).
    /// </summary>
    private static bool CanBeOverwritten(Graph graph, GraphNode node)
    {
        var producer = graph.Nodes[node.Inputs[0]];
        return producer.Shape == node.Shape && producer.Primitive is Convolution or TransposedConvolution or PatchEmbedding or BatchNormalization or Elementwise or Resize;
    }

    private static bool[] Needed(Graph graph, IReadOnlyCollection<int> roots)
    {
        var needed = new bool[graph.Nodes.Length];
        foreach (var root in roots) needed[root] = true;
        for (var i = graph.Nodes.Length - 1; i >= 0; i--)
        {
            if (!needed[i]) continue;
            foreach (var input in graph.Nodes[i].Inputs) needed[input] = true;
        }
        return needed;
    }

    private static (int[] Last, int[] Count) Uses(Graph graph, bool[] needed)
    {
        int[] last = new int[graph.Nodes.Length], count = new int[graph.Nodes.Length];
        foreach (var node in graph.Nodes.Where(node => needed[node.Index]))
        {
            foreach (var input in node.Inputs)
            {
                last[input] = node.Index;
                count[input]++;
            }
        }
        return (last, count);
    }
}
