namespace NasFuse.Torch.Measurement;

/// <summary>Keeps latency measurements undisturbed: training steps pass together, a measurement passes alone.</summary>
/// <remarks>Thread-safe. A waiting measurement goes before new steps, so it waits for one step of each worker at most. Not re-entrant.</remarks>
public sealed class MeasurementGate : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new(LockRecursionPolicy.NoRecursion);

    /// <summary>Passes with other steps; dispose the result, on the same thread, when the step is done.</summary>
    public StepPass EnterStep()
    {
        _lock.EnterReadLock();
        return new StepPass(_lock);
    }

    /// <summary>Passes alone, once all steps under way are done; dispose the result, on the same thread, when the measurement is done.</summary>
    public MeasurementPass EnterMeasurement()
    {
        _lock.EnterWriteLock();
        return new MeasurementPass(_lock);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>Leave to take a step.</summary>
    public readonly ref struct StepPass(ReaderWriterLockSlim gate)
    {
        /// <summary>Gives the leave back.</summary>
        public void Dispose() => gate.ExitReadLock();
    }

    /// <summary>Leave to measure.</summary>
    public readonly ref struct MeasurementPass(ReaderWriterLockSlim gate)
    {
        /// <summary>Gives the leave back.</summary>
        public void Dispose() => gate.ExitWriteLock();
    }
}
