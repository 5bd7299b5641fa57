using System.Collections.Immutable;
using NasFuse.Core.Measurement;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Runtime;

namespace NasFuse.Torch.Measurement;

/// <summary>Times of a network and of the architecture's nodes in it, in turn, so that both see the same machine. Not thread-safe.</summary>
/// <param name="module">The network; primitives are named after their node.</param>
/// <param name="device">Where it runs; waited for after each primitive.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class NodeTimes(GraphModule module, Device device, TimeProvider clock)
{
    private readonly string[] _nodeOf = [.. module.Graph.Nodes.Select(primitive => primitive.Name.Split('/')[0])];
    private readonly List<double> _whole = [];
    private readonly List<double[]> _passes = [];

    /// <summary>Runs the network twice: as it is, then reading the clock after each primitive.</summary>
    public void Pass(Tensor images)
    {
        var start = clock.GetTimestamp();
        Predict(images);
        _whole.Add(clock.GetElapsedTime(start).TotalMilliseconds);
        _passes.Add(Observed(images));
    }

    /// <summary>Median milliseconds of the whole over the last passes.</summary>
    /// <param name="runs">How many passes count; those before warmed up.</param>
    public double WholeMs(int runs) => Quantiles.Median([.. _whole.TakeLast(runs)]);

    /// <summary>Median milliseconds by node over the last passes.</summary>
    /// <param name="runs">How many passes count; those before warmed up.</param>
    public ImmutableSortedDictionary<string, double> NodesMs(int runs)
    {
        var passes = _passes.TakeLast(runs).ToArray();
        return Enumerable.Range(1, _nodeOf.Length - 1).GroupBy(index => _nodeOf[index], StringComparer.Ordinal).ToImmutableSortedDictionary(
            node => node.Key, node => Quantiles.Median([.. passes.Select(times => node.Sum(index => times[index]))]), StringComparer.Ordinal);
    }

    private double[] Observed(Tensor images)
    {
        var times = new double[_nodeOf.Length];
        var last = clock.GetTimestamp();
        module.Observer = (primitive, _, _) =>
        {
            TorchRuntime.Synchronize(device);
            var now = clock.GetTimestamp();
            times[primitive.Index] = clock.GetElapsedTime(last, now).TotalMilliseconds;
            last = now;
        };
        try
        {
            Predict(images);
        }
        finally
        {
            module.Observer = null;
        }
        return times;
    }

    private void Predict(Tensor images)
    {
        module.Predict(images).Dispose();
        TorchRuntime.Synchronize(device);
    }
}
