using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Studies;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NasFuse.Cli.Progress;

/// <summary>For terminals: the study on top, a bar per running trial below, ended trials scroll by above.</summary>
internal sealed class LiveProgress(Terminal terminal, StudyProgress progress, int epochs)
{
    private const int BarWidth = 20;

    /// <summary>Redraws four times a second until the work is done.</summary>
    public async Task<T> ShowWhileAsync<T>(Task<T> work)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        await terminal.Talk.Live(new Text("starting …")).AutoClear(true).StartAsync(async live =>
        {
            while (!work.IsCompleted)
            {
                if (progress.Snapshot() is { } snapshot) live.UpdateTarget(Draw(snapshot));
                await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask()).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }

    private Rows Draw(StudySnapshot snapshot)
    {
        List<IRenderable> lines = [new Text(StudyLines.Counts(snapshot)), new Text(StudyLines.Front(snapshot))];
        lines.AddRange(snapshot.Trials.Where(trial => trial.State.IsFinal()).TakeLast(5).Select(trial =>
            new Text("  " + StudyLines.Ended(trial, snapshot.Study.Objectives), new Style(trial.State == TrialState.Failed ? Color.Red : Color.Grey))));
        lines.AddRange(snapshot.Active.Select(trial => new Text($"  {StudyLines.Active(trial, epochs)}  {Bar(trial)}", new Style(Color.Green))));
        return new Rows(lines);
    }

    private string Bar(ActiveTrial trial)
    {
        var filled = (int)Math.Round(BarWidth * Math.Clamp((trial.Epoch - 1 + trial.Fraction) / epochs, 0, 1));
        return new string('#', filled) + new string('-', BarWidth - filled);
    }
}
