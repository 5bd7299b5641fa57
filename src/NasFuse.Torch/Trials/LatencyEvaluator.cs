using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Runtime;

namespace NasFuse.Torch.Trials;

/// <summary>Times trials on a device of a class and trains none. A trial that it returns as complete has this one part complete.</summary>
/// <remarks>One instance per worker; called by that worker's thread alone. Needs no data.</remarks>
public sealed class LatencyEvaluator : ITrialEvaluator
{
    private readonly string _metric;
    private readonly ImmutableArray<Constraint> _constraints;
    private readonly TrialTiming _timing;

    /// <summary>Prepares a device.</summary>
    /// <param name="deviceClass">The class that the device is of.</param>
    /// <param name="latency">How latency is measured; its size is set.</param>
    /// <param name="constraints">Hard bounds; those on this latency are checked.</param>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda:n</c>.</param>
    /// <param name="threads">CPU threads of tensor operations.</param>
    /// <param name="gate">Keeps measurements undisturbed; shared by all workers of the process.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <exception cref="UserErrorException">No such device.</exception>
    /// <exception cref="TorchUnavailableException">The native library cannot be loaded.</exception>
    public LatencyEvaluator(
        string deviceClass, LatencySpecification latency, ImmutableArray<Constraint> constraints, string device, int threads, MeasurementGate gate,
        TimeProvider clock)
    {
        (_metric, _constraints) = (DeviceClass.LatencyOn(deviceClass), constraints);
        var resolved = TorchRuntime.Resolve(device, new SourcePlace("workers.device"));
        _timing = new TrialTiming(latency, new LatencyMeasurer(resolved, threads, gate, clock));
        Device = TorchRuntime.Describe(resolved, threads);
    }

    /// <inheritdoc/>
    public string Device { get; }

    /// <inheritdoc/>
    public Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation)
    {
        var trial = assignment.Trial with { Device = Device };
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return BrokenConstraints.Judge(_timing.Time(trial, assignment.Architecture, _metric) with { State = TrialState.Complete }, _constraints);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return trial with { State = TrialState.Failed, Error = TrialFailure.InWords(failure) };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Everything native belongs to one measurement and is freed with it.
    }
}
