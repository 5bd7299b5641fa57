namespace NasFuse.Core.Studies.Queues;

/// <summary>A hold on a trial inside the controller's process, whose files lie where the controller looks for them.</summary>
internal sealed class InProcessLease(InProcessTrialQueue queue, QueuedTrial queued, WorkerSlot slot, int number) : ITrialLease
{
    private readonly CancellationTokenSource _stopped = new();

    public TrialJob Job => queued.Job;

    public Trial Trial { get; } = queued.Job.Running(slot.Device, number);

    public int Number => number;

    public CancellationToken Stopped => _stopped.Token;

    public StopRequest? Stop { get; private set; }

    public ValueTask PrepareAsync(string folder, CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask MeasuredAsync(IReadOnlyDictionary<string, double> metrics, CancellationToken cancellation) =>
        await queue.SayAsync(new TrialMeasured(queued.Number, number, metrics)).ConfigureAwait(false);

    public ValueTask<string?> ReportAsync(EpochRecord epoch, CancellationToken cancellation) => queue.SayAsync(new TrialReported(queued.Number, number, epoch));

    public void Step(int epoch, int step, int steps, double loss) => queue.Mention(new TrialStepped(queued.Number, number, epoch, step, steps, loss));

    public async ValueTask<RecordOutcome> CompleteAsync(TrialOutcome outcome, CancellationToken cancellation)
    {
        var recorded = queued.Record(number);
        if (recorded == RecordOutcome.Recorded) await queue.SayAsync(new TrialRecorded(queued.Number, number, outcome)).ConfigureAwait(false);
        return recorded;
    }

    public async ValueTask ReturnAsync(string why, CancellationToken cancellation)
    {
        if (!queued.Release(number)) return;
        await queue.SayAsync(new TrialReturned(queued.Number, number, why)).ConfigureAwait(false);
        queue.WaitAgain(queued);
    }

    /// <summary>Let go without a result: the attempt failed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!queued.Release(number)) return;
        const string Why = "its worker gave it up";
        if (queued.HasFailedTooOften())
        {
            var failed = TrialOutcome.FailedTooOften(Trial, Why);
            await queue.SayAsync(new TrialRecorded(queued.Number, number, failed)).ConfigureAwait(false);
            return;
        }
        await queue.SayAsync(new TrialReturned(queued.Number, number, Why)).ConfigureAwait(false);
        queue.WaitAgain(queued);
    }

    internal void AskToStop(StopRequest stop)
    {
        Stop = stop;
        if (stop.IsUrgent) _stopped.Cancel();
    }
}
