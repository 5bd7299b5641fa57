using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Measurement;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Runtime;

namespace NasFuse.Torch.Execution;

/// <summary>A trained network as it was trained, in float32 on the CPU: what an exported one is held against.</summary>
/// <remarks>Batch normalisations are not folded when it predicts, so that folding is checked too. Not thread-safe; all calls come from one thread.</remarks>
public sealed class ReferenceNetwork : IDisposable
{
    private readonly Graph _graph;
    private readonly WeightSet _weights;
    private readonly int _threads;
    private readonly ParameterStore _store;
    private readonly GraphModule _module;

    /// <summary>Loads the weights.</summary>
    /// <param name="graph">The deployed graph at the size of the images.</param>
    /// <param name="weights">Values of all its parameters.</param>
    /// <param name="threads">CPU threads, ≥ 1.</param>
    /// <exception cref="TorchUnavailableException">The native library cannot be loaded.</exception>
    public ReferenceNetwork(Graph graph, WeightSet weights, int threads)
    {
        TorchRuntime.UseThreads(threads);
        (_graph, _weights, _threads) = (graph, weights, threads);
        _store = new ParameterStore(graph, weights, torch.CPU);
        _module = new GraphModule(graph, _store);
    }

    /// <summary>Predicts one image.</summary>
    /// <param name="image">Normalised, <c>[3, H, W] float32</c>.</param>
    /// <returns>Logits, <c>[K, H, W] float32</c>.</returns>
    public float[] Predict(float[] image)
    {
        var shape = _graph.InputShape;
        using var scope = torch.NewDisposeScope();
        return _module.Predict(torch.tensor(image, [1, shape.Channels, shape.Height, shape.Width])).contiguous().data<float>().ToArray();
    }

    /// <summary>Times it as it ships, batch normalisations folded.</summary>
    /// <param name="batch">Images per pass, ≥ 1.</param>
    /// <param name="runs">Timed passes, ≥ 1.</param>
    /// <param name="clock">Where time comes from.</param>
    public LatencyMeasurement MeasureLatency(int batch, int runs, TimeProvider clock)
    {
        using var gate = new MeasurementGate();
        return new LatencyMeasurer(torch.CPU, _threads, gate, clock).Measure(_graph, _weights, batch, runs);
    }

    /// <summary>Times it likewise, node by node.</summary>
    /// <param name="architectureId">Canonical id of its architecture.</param>
    /// <param name="batch">Images per pass, ≥ 1.</param>
    /// <param name="runs">Timed passes, ≥ 1.</param>
    /// <param name="clock">Where time comes from.</param>
    public NodeLatencies MeasureNodes(string architectureId, int batch, int runs, TimeProvider clock)
    {
        using var gate = new MeasurementGate();
        return new LatencyMeasurer(torch.CPU, _threads, gate, clock).MeasureNodes(architectureId, _graph, _weights, batch, runs);
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();
}
