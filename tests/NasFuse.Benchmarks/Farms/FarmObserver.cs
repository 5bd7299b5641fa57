using System.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Benchmarks.Farms;

/// <summary>Clocks a controller from the first trial that begins to the last that ends, and notes each end.</summary>
internal sealed class FarmObserver(Journal? journal) : IStudyObserver
{
    private long _first;
    private long _last;
    private TimeSpan _cpuFirst;
    private TimeSpan _cpuLast;

    /// <summary>Trials that ended.</summary>
    public int Ended { get; private set; }

    /// <summary>From the first beginning to the last end.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_first, _last);

    /// <summary>Processor time of this process meanwhile.</summary>
    public TimeSpan Cpu => _cpuLast - _cpuFirst;

    public void Began(Study study, IReadOnlyList<Trial> existing)
    {
    }

    public void Proposed(Trial trial)
    {
    }

    public void Started(Trial trial)
    {
        if (_first == 0) (_first, _cpuFirst) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    }

    public void Step(int trialNumber, int epoch, int step, int steps, double loss)
    {
    }

    public void Epoch(int trialNumber, EpochRecord epoch)
    {
    }

    public void Finished(Trial trial)
    {
        journal?.Write($"finished {trial.Number}");
        Ended++;
        (_last, _cpuLast) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    }
}
