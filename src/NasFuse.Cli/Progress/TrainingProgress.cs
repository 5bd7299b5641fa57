using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Studies;
using Spectre.Console;

namespace NasFuse.Cli.Progress;

/// <summary>Shows one training: a line per epoch, and below it a bar on a terminal or a sign of life every half minute in a pipe. Thread-safe.</summary>
internal sealed class TrainingProgress(Terminal terminal, int epochs, TimeProvider clock) : ITrialProgress
{
    private const int BarWidth = 30;
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private double? _begun;
    private long _start;
    private long _lastLine = clock.GetTimestamp();
    private double _done;
    private double _loss;

    public void Epoch(EpochRecord epoch)
    {
        lock (_lock) _done = epoch.Epoch;
        Write(FormattableString.Invariant($"epoch {epoch.Epoch}/{epochs}  loss {epoch.Loss:F3}  mIoU {Miou(epoch)}  {epoch.ImagesPerSecond:F1} images/s  {Show.Duration(TimeSpan.FromSeconds(epoch.Seconds))}"));
    }

    public void Step(int epoch, int step, int steps, double loss)
    {
        lock (_lock)
        {
            (_done, _loss) = (epoch - 1 + (double)step / steps, loss);
            if (_begun is null) (_begun, _start) = (_done, clock.GetTimestamp());
            if (terminal.IsLive || clock.GetElapsedTime(_lastLine) < s_heartbeat) return;
        }
        Write(State());
    }

    /// <summary>Waits for the work, redrawing the bar four times a second on a terminal.</summary>
    public async Task<T> ShowWhileAsync<T>(Task<T> work)
    {
        if (!terminal.IsLive) return await work.ConfigureAwait(false);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        await terminal.Talk.Live(new Text("reading the data …")).AutoClear(true).StartAsync(async live =>
        {
            while (!work.IsCompleted)
            {
                if (_begun is not null) live.UpdateTarget(new Text($"{Bar()}  {State()}", new Style(Color.Green)));
                await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask()).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }

    private string State()
    {
        lock (_lock)
        {
            var percent = 100 * _done / epochs;
            var remaining = _done > _begun ? $"  ETA {Show.Duration(clock.GetElapsedTime(_start) * ((epochs - _done) / (_done - _begun.Value)))}" : "";
            return FormattableString.Invariant($"{percent:F0} %  loss {_loss:F3}{remaining}");
        }
    }

    private string Bar()
    {
        var filled = (int)(BarWidth * Math.Clamp(_done / epochs, 0, 1));
        return new string('#', filled) + new string('-', BarWidth - filled);
    }

    private void Write(string line)
    {
        terminal.Say(line);
        lock (_lock) _lastLine = clock.GetTimestamp();
    }

    private static string Miou(EpochRecord epoch) => epoch.MeanIou is { } miou ? FormattableString.Invariant($"{miou:F3}") : "–";
}
