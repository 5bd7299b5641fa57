using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Measurement;
using NasFuse.Core.Reproducibility;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Runtime;

namespace NasFuse.Torch.Measurement;

/// <summary>Times the network as it ships: eval mode, without training-only heads, batch normalisations folded, float32.</summary>
/// <remarks>Not thread-safe; the gate keeps measurements of several measurers apart from each other and from training.</remarks>
/// <param name="device">Where it is timed; waited for after each pass.</param>
/// <param name="threads">CPU threads of this thread's tensor operations.</param>
/// <param name="gate">Passed alone during the measurement.</param>
/// <param name="clock">Where time comes from.</param>
public sealed class LatencyMeasurer(Device device, int threads, MeasurementGate gate, TimeProvider clock)
{
    /// <summary>Times a graph. The time does not depend on the values, so that untrained ones will do.</summary>
    /// <param name="graph">The graph at the size to time.</param>
    /// <param name="weights">Values that fit it.</param>
    /// <param name="batch">Images per pass, ≥ 1.</param>
    /// <param name="runs">Timed passes after warm-up, ≥ 1.</param>
    public LatencyMeasurement Measure(Graph graph, WeightSet weights, int batch, int runs) => Shipped(graph, weights, batch, (module, images) =>
        new LatencyMeasurement(LatencyProtocol.Measure(() => Run(module, images), runs, clock), Describe(graph.InputShape.Size, batch, runs)));

    /// <summary>Times the network as a whole and, in turn with it, the architecture's nodes in it.</summary>
    /// <param name="architectureId">Canonical id of the architecture.</param>
    /// <param name="graph">Its graph at the size to time.</param>
    /// <param name="weights">Values that fit it.</param>
    /// <param name="batch">Images per pass, ≥ 1.</param>
    /// <param name="runs">Timed passes after warm-up, ≥ 1; so many of the whole and so many node by node.</param>
    public NodeLatencies MeasureNodes(string architectureId, Graph graph, WeightSet weights, int batch, int runs) =>
        Shipped(graph, weights, batch, (module, images) =>
        {
            var times = new NodeTimes(module, device, clock);
            LatencyProtocol.Measure(() => times.Pass(images), runs, clock);
            return new NodeLatencies
            {
                ArchitectureId = architectureId, NodesMs = times.NodesMs(runs), WholeMs = times.WholeMs(runs),
                Backend = Describe(graph.InputShape.Size, batch, runs),
            };
        });

    private T Shipped<T>(Graph graph, WeightSet weights, int batch, Func<GraphModule, Tensor, T> measure)
    {
        TorchRuntime.UseThreads(threads);
        var shipped = BatchNormFolding.Fold(graph.Deployed(), weights);
        using var store = new ParameterStore(shipped.Graph, shipped.Weights, device);
        using var images = Images(shipped.Graph.InputShape, batch);
        using var pass = gate.EnterMeasurement();
        return measure(new GraphModule(shipped.Graph, store), images);
    }

    private void Run(GraphModule module, Tensor images)
    {
        module.Predict(images).Dispose();
        TorchRuntime.Synchronize(device);
    }

    private Tensor Images(TensorShape shape, int batch)
    {
        var random = RandomStreams.Create(1, "latency");
        var values = new float[batch * shape.Elements];
        for (var i = 0; i < values.Length; i++) values[i] = random.NextSingle() * 4 - 2;
        using var scope = torch.NewDisposeScope();
        return torch.tensor(values, [batch, shape.Channels, shape.Height, shape.Width]).to(device).MoveToOuterDisposeScope();
    }

    private string Describe(Size size, int batch, int runs)
    {
        var where = device.type == DeviceType.CPU ? $"cpu fp32, {threads} thread{(threads == 1 ? "" : "s")}" : $"cuda:{device.index} fp32";
        return $"torch {TorchRuntime.Version} {where}, batch {batch}, {size}, median of {runs}";
    }
}
