using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NATS.Client.JetStream;

namespace NasFuse.Cluster.Leases;

/// <summary>A hold on a trial of the engine.</summary>
internal sealed class NatsTrialLease : ITrialLease
{
    private readonly LeaseContext _context;
    private readonly ServedEntry _study;
    private readonly Hold _hold;
    private readonly TrialMessage _message;
    private readonly Action _ended;
    private readonly ReportSender _reports;
    private readonly CheckpointCarrier _checkpoints;
    private readonly ResultSender _results;
    private readonly Heartbeat _heartbeat;
    private readonly CancellationTokenSource _stopped = new();
    private string? _folder;
    private volatile int _epoch;
    private volatile int _reported;
    private bool _isRecorded;
    private bool _isOver;

    public NatsTrialLease(
        LeaseContext context, ServedEntry study, TrialJob job, Hold hold, INatsJSMsg<byte[]> message, WorkerSlot slot, Action ended)
    {
        (_context, _study, Job, _hold, _message, _ended) = (context, study, job, hold, new TrialMessage(message), ended);
        Number = hold.Owner.Lease;
        Trial = job.Running(slot.Device, Number);
        var owner = new ArtefactOwner(study.Document.Key, Trial.Number);
        _reports = new ReportSender(context.Stream, owner.Study, context.Worker, Trial.Number, Number);
        _checkpoints = new CheckpointCarrier(context, hold, owner);
        _results = new ResultSender(context, hold, owner, Trial.Number);
        _heartbeat = new Heartbeat(context, hold, _message, study.Lease);
    }

    public TrialJob Job { get; }

    public Trial Trial { get; }

    public int Number { get; }

    public CancellationToken Stopped => _stopped.Token;

    public StopRequest? Stop { get; private set; }

    /// <summary>As the worker shows it.</summary>
    public RunningDocument Running => new(_study.Document.Key, Trial.Number, Number, _epoch);

    /// <summary>True when it has ended, however that came.</summary>
    public bool IsOver => _isOver;

    /// <summary>Says that the work begins, and gives signs of life from now on.</summary>
    public void Begin()
    {
        _reports.Start(Trial.Device!);
        _heartbeat.Start(() => Lose("the trial belongs to another worker now"), GiveUpStuckAsync);
    }

    /// <summary>Takes a stop from the engine; one about an epoch that is not reported yet will be decided again then.</summary>
    public void Hear(StopDocument stop)
    {
        if (stop.Epoch is null || stop.Epoch <= _reported) AskToStop(stop.ToRequest());
    }

    private void AskToStop(StopRequest stop)
    {
        if (Stop is { IsUrgent: true }) return;
        Stop = stop;
        if (stop.IsUrgent) _stopped.CancelAsync();
    }

    /// <summary>The trial has its result already: there is nothing to do.</summary>
    public Task EndRecordedAsync() => EndAsync();

    /// <summary>The trial has had its attempts: it ends here.</summary>
    public async ValueTask FailForGoodAsync(CancellationToken cancellation)
    {
        await _results.RecordAsync(TrialOutcome.FailedTooOften(Trial, _hold.Owner.Error), [], cancellation).ConfigureAwait(false);
        await EndAsync().ConfigureAwait(false);
    }

    public ValueTask PrepareAsync(string folder, CancellationToken cancellation)
    {
        _folder = folder;
        return _checkpoints.FetchAsync(folder, cancellation);
    }

    public ValueTask MeasuredAsync(IReadOnlyDictionary<string, double> metrics, CancellationToken cancellation)
    {
        _heartbeat.Move();
        _reports.Measured(metrics);
        return ValueTask.CompletedTask;
    }

    public async ValueTask<string?> ReportAsync(EpochRecord epoch, CancellationToken cancellation)
    {
        _heartbeat.Move();
        _epoch = _reported = epoch.Epoch;
        var decision = Job.AwaitsDecisions ? _context.Decisions.Expect(_study.Document.Key, Trial.Number, epoch.Epoch) : null;
        _reports.Epoch(epoch);
        _checkpoints.Offer();
        if (decision is null) return null;
        try
        {
            return await _context.Decisions.WaitAsync(decision, _context.Timing.MostDeciding, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _context.Decisions.Forget(_study.Document.Key, Trial.Number, epoch.Epoch);
        }
    }

    public void Step(int epoch, int step, int steps, double loss)
    {
        _heartbeat.Move();
        _epoch = epoch;
    }

    public async ValueTask<RecordOutcome> CompleteAsync(TrialOutcome outcome, CancellationToken cancellation)
    {
        if (_isRecorded) return RecordOutcome.AlreadyRecorded;
        if (_isOver) return RecordOutcome.LeaseLost;
        _heartbeat.Move();
        await _reports.FlushAsync().ConfigureAwait(false);
        var artefacts = await _results.CarryAsync(_folder!, outcome.Artefacts, cancellation).ConfigureAwait(false);
        // A holder that was confirmed within half a lease cannot have been replaced: that takes a whole lease of silence.
        if (_hold.Unconfirmed > _study.Lease / 2 && !await _hold.BeatAsync(null, cancellation).ConfigureAwait(false))
        {
            await EndAsync(acknowledge: false).ConfigureAwait(false);
            return RecordOutcome.LeaseLost;
        }
        var recorded = await _results.RecordAsync(outcome, artefacts, cancellation).ConfigureAwait(false);
        _isRecorded = true;
        await EndAsync().ConfigureAwait(false);
        return recorded;
    }

    public async ValueTask ReturnAsync(string why, CancellationToken cancellation)
    {
        if (_isOver) return;
        await _checkpoints.FinishAsync().ConfigureAwait(false);
        await LetGoAsync(why, owner => owner with { IsFree = true }).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isOver)
        {
            var why = Stop is { Reason: StopReason.LeaseLost } lost ? lost.Why : "its worker gave it up";
            await LetGoAsync(why, Failed(why)).ConfigureAwait(false);
        }
        _hold.Dispose();
        _heartbeat.Dispose();
    }

    /// <summary>Gives no more signs of life and says nothing, as a worker does that is gone.</summary>
    internal Task FallSilentAsync() => _heartbeat.StopAsync();

    private static Func<OwnerDocument, OwnerDocument> Failed(string why) =>
        owner => owner with { IsFree = true, Failures = owner.Failures + 1, Error = why };

    private async Task LetGoAsync(string why, Func<OwnerDocument, OwnerDocument> change)
    {
        _reports.Returned(why);
        await _reports.FlushAsync().ConfigureAwait(false);
        var wasMine = await _hold.BeatAsync(change, CancellationToken.None).ConfigureAwait(false);
        await EndAsync(acknowledge: false).ConfigureAwait(false);
        if (wasMine) await _message.NakAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <param name="acknowledge">True when the engine need not give the trial out again.</param>
    private async Task EndAsync(bool acknowledge = true)
    {
        _isOver = true;
        await FallSilentAsync().ConfigureAwait(false);
        if (acknowledge) await _message.AckAsync().ConfigureAwait(false);
        _ended();
    }

    /// <summary>The thread that trains may never come back, so the trial is let go of without it.</summary>
    private async Task GiveUpStuckAsync(string why, CancellationToken cancellation)
    {
        _reports.Returned(why);
        await _hold.BeatAsync(Failed(why), cancellation).ConfigureAwait(false);
        Lose(why);
        await _message.NakAsync(cancellation).ConfigureAwait(false);
    }

    private void Lose(string why)
    {
        _isOver = true;
        AskToStop(new StopRequest(StopReason.LeaseLost, why));
        _ended();
    }
}
