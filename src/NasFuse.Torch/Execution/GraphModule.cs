using NasFuse.Core.Graphs;

namespace NasFuse.Torch.Execution;

/// <summary>The network: runs a graph with the values of a store, to train and to predict.</summary>
/// <remarks>
/// Plans each kind of pass once; a pass then calls one kernel per node and drops every tensor as soon as nobody needs it (in training the derivative keeps
/// what it needs). Not thread-safe. The store must outlive the module.
/// </remarks>
public sealed class GraphModule
{
    private readonly ExecutionPlan _trainingPlan;
    private readonly ExecutionPlan _predictionPlan;
    private readonly Tensor?[] _tensors;
    private readonly DropoutMasks _masks;
    private readonly bool _mixed;

    /// <summary>The graph it runs.</summary>
    public Graph Graph { get; }

    /// <summary>Called after each node with its inputs and output, for measuring; null for none.</summary>
    internal Action<GraphNode, Tensor[], Tensor>? Observer { get; set; }

    /// <summary>Plans the passes of a graph.</summary>
    /// <param name="graph">What to run.</param>
    /// <param name="parameters">Holds a value for each of the graph's parameters.</param>
    /// <param name="precision">Number format.</param>
    /// <exception cref="KeyNotFoundException">The store lacks a value.</exception>
    /// <exception cref="NotSupportedException">The graph has a primitive that is not known here.</exception>
    public GraphModule(Graph graph, ParameterStore parameters, ComputePrecision precision = ComputePrecision.Float32)
    {
        Graph = graph;
        var kernels = new Kernels(parameters, precision);
        _masks = kernels.Masks;
        _predictionPlan = new ExecutionPlan(graph, [graph.Output], kernels);
        _trainingPlan = graph.AuxiliaryHeads.IsEmpty
            ? _predictionPlan
            : new ExecutionPlan(graph, [graph.Output, .. graph.AuxiliaryHeads.Select(head => head.Node)], kernels);
        _tensors = new Tensor?[graph.Nodes.Length];
        _mixed = precision != ComputePrecision.Float32;
    }

    /// <summary>Runs the network on a batch by running statistics, without derivatives and without training-only heads.</summary>
    /// <param name="images">Normalised images, <c>[N, 3, H, W] float32</c>, of the graph's size.</param>
    /// <returns>Logits, <c>[N, K, H, W] float32</c> with any strides; the caller owns them.</returns>
    public Tensor Predict(Tensor images)
    {
        using var inference = torch.inference_mode();
        using var scope = torch.NewDisposeScope();
        Run(_predictionPlan, images, training: false);
        return HandOver(Graph.Output);
    }

    /// <summary>Runs the network on a batch for a training step: normalises by the batch, updates running statistics, records derivatives.</summary>
    /// <param name="images">Normalised images, <c>[N, 3, H, W] float32</c>, of the graph's size.</param>
    /// <param name="noise">Seed of what the step draws at random: which channels are dropped.</param>
    /// <returns>Logits; the caller owns them.</returns>
    public TrainingOutput Train(Tensor images, ulong noise = 0)
    {
        using var scope = torch.NewDisposeScope();
        _masks.BeginStep(noise);
        Run(_trainingPlan, images, training: true);
        var auxiliary = Graph.AuxiliaryHeads.Select(head => new AuxiliaryLogits(HandOver(head.Node), head.Weight, head.Kind)).ToArray();
        return new TrainingOutput(HandOver(Graph.Output), auxiliary);
    }

    private void Run(ExecutionPlan plan, Tensor images, bool training)
    {
        RequireShape(images);
        Array.Clear(_tensors);
        _tensors[0] = images;
        foreach (var step in plan.Steps)
        {
            for (var i = 0; i < step.Inputs.Length; i++) step.Inputs[i] = _tensors[step.Node.Inputs[i]]!;
            var output = step.Kernel(step.Inputs, training);
            Observer?.Invoke(step.Node, step.Inputs, output);
            _tensors[step.Node.Index] = output;
            foreach (var dead in step.Released)
            {
                // A kernel that works in place may hand back the very tensor it was given.
                if (!ReferenceEquals(_tensors[dead], output)) _tensors[dead]!.Dispose();
                _tensors[dead] = null;
            }
        }
    }

    private Tensor HandOver(int node)
    {
        var tensor = _tensors[node]!;
        return (_mixed ? tensor.to(torch.float32) : tensor).MoveToOuterDisposeScope();
    }

    private void RequireShape(Tensor images)
    {
        var expected = Graph.InputShape;
        var shape = images.shape;
        if (shape.Length != 4 || shape[1] != expected.Channels || shape[2] != expected.Height || shape[3] != expected.Width)
            throw new ArgumentException($"the network takes images [N, {expected.Channels}, {expected.Height}, {expected.Width}] but got [{string.Join(", ", shape)}]", nameof(images));
    }
}
