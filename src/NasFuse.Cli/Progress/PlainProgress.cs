using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Progress;

/// <summary>For pipes and CI: one line per event, and a sign of life every half minute.</summary>
internal sealed class PlainProgress(Terminal terminal, StudyProgress progress, int epochs, TimeProvider clock) : IStudyObserver
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private Study? _study;
    private long _lastLine;

    public void Began(Study study, IReadOnlyList<Trial> existing)
    {
        _study = study;
        Write(StudyLines.Counts(progress.Snapshot()!));
    }

    public void Proposed(Trial trial)
    {
        if (trial.State.IsFinal()) Write(StudyLines.Ended(trial, _study!.Objectives));
    }

    public void Started(Trial trial)
    {
        if (trial.Attempts > 1) Write($"#{trial.Number} goes on (attempt {trial.Attempts})");
    }

    public void Step(int trialNumber, int epoch, int step, int steps, double loss)
    {
        lock (_lock)
        {
            if (clock.GetElapsedTime(_lastLine) < Heartbeat) return;
        }
        foreach (var active in progress.Snapshot()!.Active) Write(StudyLines.Active(active, epochs));
    }

    public void Epoch(int trialNumber, EpochRecord epoch)
    {
    }

    public void Finished(Trial trial)
    {
        Write(StudyLines.Ended(trial, _study!.Objectives));
        var snapshot = progress.Snapshot()!;
        if (snapshot.Remaining is { } remaining) Write($"{snapshot.Ended} trials ended, front {snapshot.Front.Length}, ETA {Show.Duration(remaining)}");
    }

    private void Write(string line)
    {
        lock (_lock)
        {
            terminal.Say(line);
            _lastLine = clock.GetTimestamp();
        }
    }
}
