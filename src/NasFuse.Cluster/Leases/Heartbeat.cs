namespace NasFuse.Cluster.Leases;

/// <summary>Gives a hold's signs of life to the engine, and watches that its work moves.</summary>
internal sealed class Heartbeat(LeaseContext context, Hold hold, TrialMessage message, TimeSpan lease) : IDisposable
{
    /// <summary>Signs of life within one lease.</summary>
    private const int Beats = 3;

    private readonly CancellationTokenSource _silent = new();
    private Task _beating = Task.CompletedTask;
    private long _moved;

    /// <summary>Beats from now on, until silent, lost or stuck.</summary>
    /// <param name="lost">Called when the trial belongs to another worker.</param>
    /// <param name="stuck">Called with the reason when the work has not moved for too long.</param>
    public void Start(Action lost, Func<string, CancellationToken, Task> stuck)
    {
        Move();
        _beating = BeatAsync(lost, stuck);
    }

    /// <summary>The work has moved.</summary>
    public void Move() => Volatile.Write(ref _moved, context.Clock.GetTimestamp());

    /// <summary>Gives no more signs of life.</summary>
    public async Task StopAsync()
    {
        await _silent.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _silent.Dispose();

    private async Task BeatAsync(Action lost, Func<string, CancellationToken, Task> stuck)
    {
        using var beat = new PeriodicTimer(lease / Beats, context.Clock);
        while (await beat.WaitForNextTickAsync(_silent.Token).ConfigureAwait(false))
        {
            var mostStill = context.Timing.MostStill;
            if (context.Clock.GetElapsedTime(Volatile.Read(ref _moved)) > mostStill)
            {
                await stuck($"no step within {mostStill.TotalMinutes:0.##} min: its training was stuck", _silent.Token).ConfigureAwait(false);
                return;
            }
            if (!await hold.BeatAsync(null, _silent.Token).ConfigureAwait(false))
            {
                lost();
                return;
            }
            await message.KeepAsync(_silent.Token).ConfigureAwait(false);
        }
    }
}
