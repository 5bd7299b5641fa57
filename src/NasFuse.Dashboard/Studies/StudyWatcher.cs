using Microsoft.Extensions.Hosting;

namespace NasFuse.Dashboard.Studies;

/// <summary>Looks for news: four times a second in this process, every second on the disk.</summary>
internal sealed class StudyWatcher(StudyLibrary library, TimeProvider clock) : BackgroundService
{
    private const int StoreEvery = 4;
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_period, clock);
        for (var tick = 0; !stoppingToken.IsCancellationRequested; tick++)
        {
            if (tick % StoreEvery == 0) await Task.Run(library.PollAll, stoppingToken).ConfigureAwait(false);
            else library.PollLive();
            if (!await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false)) return;
        }
    }
}
