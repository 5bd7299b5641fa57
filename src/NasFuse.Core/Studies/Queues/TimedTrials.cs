using NasFuse.Core.Objectives;

namespace NasFuse.Core.Studies.Queues;

/// <summary>Trials that are timed, or trained after that. Thread-safe.</summary>
internal sealed class TimedTrials
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TimedTrial> _underWay = [];

    // After a take-over a time may be heard before its trial comes again.
    private readonly Dictionary<int, List<TrialTimed>> _early = [];

    /// <summary>True while there is any.</summary>
    public bool AreUnderWay
    {
        get
        {
            lock (_lock) return _underWay.Count > 0;
        }
    }

    /// <summary>A trial comes, with the times that were heard of it before.</summary>
    public TimedTrial Begin(TrialJob job)
    {
        var trial = new TimedTrial(job);
        lock (_lock)
        {
            _underWay[job.Trial.Number] = trial;
            if (_early.Remove(job.Trial.Number, out var times)) times.ForEach(trial.Add);
        }
        return trial;
    }

    /// <summary>The trial that was timed; null, and the time kept for it, where it has not come yet.</summary>
    public TimedTrial? Find(int number, TrialTimed timed)
    {
        lock (_lock)
        {
            if (_underWay.TryGetValue(number, out var trial)) return trial;
            if (!_early.TryGetValue(number, out var times)) _early[number] = times = [];
            times.Add(timed);
            return null;
        }
    }

    /// <summary>A trial has ended.</summary>
    public void Forget(int number)
    {
        lock (_lock)
        {
            _underWay.Remove(number);
            _early.Remove(number);
        }
    }
}

/// <summary>A trial with what is known of its times.</summary>
internal sealed class TimedTrial(TrialJob job)
{
    /// <summary>The trial, with the times heard so far.</summary>
    public TrialJob Job { get; private set; } = job;

    /// <summary>True once it was handed over to be trained.</summary>
    public bool IsTraining { get; set; }

    /// <summary>Classes that have not timed it.</summary>
    public string[] Missing(IEnumerable<string> classes) =>
        [.. classes.Where(deviceClass => !Job.Trial.Metrics.ContainsKey(DeviceClass.LatencyOn(deviceClass)))];

    /// <summary>A class has timed it.</summary>
    public void Add(TrialTimed timed) => Job = Job with { Trial = timed.AddTo(Job.Trial) };
}
