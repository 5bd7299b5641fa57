namespace NasFuse.Torch.Measurement;

/// <summary>Keeps latency measurements undisturbed: training steps pass together, a measurement passes alone.</summary>
/// <remarks>Thread-safe. A waiting measurement goes before new steps, so it waits for one step of each worker at most. Not re-entrant.</remarks>
/// <param name="sharedLock">
/// File that processes on one device agree on, so that they measure one after the other; null where no other process measures. Only measurements are kept
/// apart by it: steps of other processes are not held up.
/// </param>
public sealed class MeasurementGate(string? sharedLock = null) : IDisposable
{
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(20);

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
        // The file first: whoever waits for another process must not hold up steps of its own.
        var file = sharedLock is null ? null : Take(sharedLock);
        _lock.EnterWriteLock();
        return new MeasurementPass(_lock, file);
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
    public readonly ref struct MeasurementPass(ReaderWriterLockSlim gate, FileStream? file)
    {
        /// <summary>Gives the leave back.</summary>
        public void Dispose()
        {
            gate.ExitWriteLock();
            file?.Dispose();
        }
    }

    private static FileStream Take(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                Task.Delay(s_retry).Wait();
            }
        }
    }
}
