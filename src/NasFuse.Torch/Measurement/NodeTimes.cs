using System.Collections.Immutable;
using NasFuse.Core.Measurement;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Runtime;

namespace NasFuse.Torch.Measurement;

/// <summary>Times of the architecture's nodes in passes of a network: after each primitive the clock is read. Not thread-safe.</summary>
/// <param name="module">The network; primitives are named after their node.</param>
/// <param name="device">Where it runs; waited for after each primitive.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class NodeTimes(GraphModule module, Device device, TimeProvider clock)
{
    private readonly string[] _nodeOf = [.. module.Graph.Nodes.Select(primitive => primitive.Name.Split('/')[0])];
    private readonly List<double[]> _passes = [];

    /// <summary>Runs the network once and keeps what each primitive took.</summary>
    public void Pass(Tensor images)
    {
        var times = new double[_nodeOf.Length];
        TorchRuntime.Synchronize(device);
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
            module.Predict(images).Dispose();
        }
        finally
        {
            module.Observer = null;
        }
        _passes.Add(times);
    }

    /// <summary>Median milliseconds by node over the last passes.</summary>
    /// <param name="runs">How many passes count; those before warmed up.</param>
    public ImmutableSortedDictionary<string, double> Medians(int runs)
    {
        var passes = _passes.TakeLast(runs).ToArray();
        return Enumerable.Range(1, _nodeOf.Length - 1).GroupBy(index => _nodeOf[index], StringComparer.Ordinal).ToImmutableSortedDictionary(
            node => node.Key, node => Quantiles.Median([.. passes.Select(times => node.Sum(index => times[index]))]), StringComparer.Ordinal);
    }
}
