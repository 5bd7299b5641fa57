using System.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Benchmarks.Farms;

/// <summary>Clocks a controller from the first trial that begins to the last that ends, and once more from a later trial on; notes each end.</summary>
/// <param name="journal">Where ends are noted, or null.</param>
/// <param name="warmUp">Trials that end before the second clock starts: until then methods are compiled.</param>
/// <param name="warm">Called when it starts, or null.</param>
/// <param name="weighEvery">After so many ended trials what the controller holds in memory is weighed, which takes a while; 0 for never.</param>
/// <param name="weighed">Told the trials that ended and the bytes, or null.</param>
internal sealed class FarmObserver(
    Journal? journal, int warmUp = 0, Action? warm = null, int weighEvery = 0, Action<int, long>? weighed = null) : IStudyObserver
{
    private Mark? _first;
    private Mark? _warm;
    private Mark _last = new(0, default, 0);

    /// <summary>Trials that ended.</summary>
    public int Ended { get; private set; }

    /// <summary>From the first beginning to the last end.</summary>
    public FarmSpan Whole => FarmSpan.Between(_first!, _last);

    /// <summary>From the end of the warm-up to the last end; null when no trial ended after it.</summary>
    public FarmSpan? Warm => _warm is { } warmed && _last.Ended > warmed.Ended ? FarmSpan.Between(warmed, _last) : null;

    public void Began(Study study, IReadOnlyList<Trial> existing)
    {
    }

    public void Proposed(Trial trial)
    {
    }

    public void Started(Trial trial)
    {
        if (_first is not null) return;
        _first = Now();
        if (warmUp == 0) BeWarm();
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
        _last = Now();
        if (weighEvery > 0 && Ended % weighEvery == 0) weighed?.Invoke(Ended, GC.GetTotalMemory(forceFullCollection: true));
        if (Ended == warmUp) BeWarm();
    }

    private void BeWarm()
    {
        _warm = Now();
        warm?.Invoke();
    }

    private Mark Now() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, Ended);

    /// <summary>A moment of the run.</summary>
    internal sealed record Mark(long At, TimeSpan Cpu, int Ended);
}

/// <summary>What a controller moved within some time.</summary>
/// <param name="Ended">Trials that ended.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Cpu">Processor time of the controller meanwhile.</param>
internal sealed record FarmSpan(int Ended, TimeSpan Time, TimeSpan Cpu)
{
    /// <summary>Trials per second.</summary>
    public double PerSecond => Ended / Time.TotalSeconds;

    /// <summary>Processor time of the controller per trial, milliseconds.</summary>
    public double ControllerMs => Cpu.TotalMilliseconds / Ended;

    public static FarmSpan Between(FarmObserver.Mark from, FarmObserver.Mark to) => new(to.Ended - from.Ended, Stopwatch.GetElapsedTime(from.At, to.At), to.Cpu - from.Cpu);
}
