using System.Collections.Immutable;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace NasFuse.Cluster.Leases;

/// <summary>A hold on a trial of the engine.</summary>
internal sealed class NatsTrialLease : ITrialLease
{
    /// <summary>Signs of life within one lease.</summary>
    private const int Beats = 3;

    private readonly LeaseContext _context;
    private readonly ServedEntry _study;
    private readonly Hold _hold;
    private readonly INatsJSMsg<byte[]> _message;
    private readonly Action _ended;
    private readonly ReportSender _reports;
    private readonly CheckpointCarrier _checkpoints;
    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationTokenSource _silent = new();
    private Task _beating = Task.CompletedTask;
    private string? _folder;
    private long _moved;
    private volatile int _epoch;
    private bool _isRecorded;
    private bool _isOver;

    public NatsTrialLease(LeaseContext context, ServedEntry study, TrialJob job, Hold hold, INatsJSMsg<byte[]> message, WorkerSlot slot, Action ended)
    {
        (_context, _study, Job, _hold, _message, _ended) = (context, study, job, hold, message, ended);
        Number = hold.Owner.Lease;
        Trial = job.Running(slot.Device, Number);
        _reports = new ReportSender(context.Stream, study.Document.Key);
        _checkpoints = new CheckpointCarrier(context, hold, new ArtefactOwner(study.Document.Key, job.Trial.Number));
    }

    public TrialJob Job { get; }

    public Trial Trial { get; }

    public int Number { get; }

    public CancellationToken Stopped => _stopped.Token;

    public StopRequest? Stop { get; private set; }

    /// <summary>As the worker shows it.</summary>
    public RunningDocument Running => new(_study.Document.Key, Trial.Number, Number, _epoch);

    /// <summary>Says that the work begins, and gives signs of life from now on.</summary>
    public void Begin()
    {
        _reports.Start();
        Move();
        Say(new ReportDocument { Worker = _context.Worker, Trial = Trial.Number, Lease = Number, Leased = Trial.Device });
        _beating = BeatAsync();
    }

    public void AskToStop(StopRequest stop)
    {
        if (Stop is { IsUrgent: true }) return;
        Stop = stop;
        if (stop.IsUrgent) _stopped.CancelAsync();
    }

    /// <summary>The trial has had its attempts: it ends here.</summary>
    public async ValueTask FailForGoodAsync(CancellationToken cancellation)
    {
        var error = $"{TrialJob.MostFailures} attempts came to no end; the last: {_hold.Owner.Error}";
        await RecordAsync(TrialOutcome.Failed(Trial, error), [], cancellation).ConfigureAwait(false);
        await EndAsync().ConfigureAwait(false);
    }

    public ValueTask PrepareAsync(string folder, CancellationToken cancellation)
    {
        _folder = folder;
        return _checkpoints.FetchAsync(folder, cancellation);
    }

    public ValueTask MeasuredAsync(IReadOnlyDictionary<string, double> metrics, CancellationToken cancellation)
    {
        Move();
        Say(new ReportDocument { Worker = _context.Worker, Trial = Trial.Number, Lease = Number, Measured = new Dictionary<string, double>(metrics) });
        return ValueTask.CompletedTask;
    }

    public async ValueTask<string?> ReportAsync(EpochRecord epoch, CancellationToken cancellation)
    {
        Move();
        _epoch = epoch.Epoch;
        var decision = Job.AwaitsDecisions ? _context.Decisions.Expect(_study.Document.Key, Trial.Number, epoch.Epoch) : null;
        Say(new ReportDocument { Worker = _context.Worker, Trial = Trial.Number, Lease = Number, Epoch = EpochDocument.Of(epoch) });
        _checkpoints.Offer();
        if (decision is null) return null;
        try
        {
            return await decision.WaitAsync(_context.Timing.MostDeciding, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The controller is away: it decides when it is back.
            return null;
        }
        finally
        {
            _context.Decisions.Forget(_study.Document.Key, Trial.Number, epoch.Epoch);
        }
    }

    public void Step(int epoch, int step, int steps, double loss)
    {
        Move();
        _epoch = epoch;
    }

    public async ValueTask<RecordOutcome> CompleteAsync(TrialOutcome outcome, CancellationToken cancellation)
    {
        if (_isRecorded) return RecordOutcome.AlreadyRecorded;
        if (_isOver) return RecordOutcome.LeaseLost;
        Move();
        await _reports.FlushAsync().ConfigureAwait(false);
        var artefacts = await CarryAsync(outcome.Artefacts, cancellation).ConfigureAwait(false);
        // A holder that was confirmed within half a lease cannot have been replaced: that takes a whole lease of silence.
        if (_hold.Unconfirmed > _study.Lease / 2 && !await _hold.BeatAsync(null, cancellation).ConfigureAwait(false))
        {
            await EndAsync(acknowledge: false).ConfigureAwait(false);
            return RecordOutcome.LeaseLost;
        }
        var recorded = await RecordAsync(outcome, artefacts, cancellation).ConfigureAwait(false);
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
            await LetGoAsync(why, owner => owner with { IsFree = true, Failures = owner.Failures + 1, Error = why }).ConfigureAwait(false);
        }
        _hold.Dispose();
        _silent.Dispose();
    }

    /// <summary>Gives no more signs of life and says nothing, as a worker does that is gone.</summary>
    internal async Task FallSilentAsync()
    {
        await _silent.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Move() => Volatile.Write(ref _moved, _context.Clock.GetTimestamp());

    private void Say(ReportDocument report) => _reports.Say(report);

    private async Task LetGoAsync(string why, Func<OwnerDocument, OwnerDocument> change)
    {
        Say(new ReportDocument { Worker = _context.Worker, Trial = Trial.Number, Lease = Number, Returned = why });
        await _reports.FlushAsync().ConfigureAwait(false);
        var wasMine = await _hold.BeatAsync(change, CancellationToken.None).ConfigureAwait(false);
        await EndAsync(acknowledge: false).ConfigureAwait(false);
        if (wasMine) await TryAsync(() => _message.NakAsync()).ConfigureAwait(false);
    }

    /// <param name="acknowledge">True when the engine need not give the trial out again.</param>
    private async Task EndAsync(bool acknowledge = true)
    {
        _isOver = true;
        await FallSilentAsync().ConfigureAwait(false);
        if (acknowledge) await TryAsync(() => _message.AckAsync(new AckOpts { DoubleAck = true })).ConfigureAwait(false);
        _ended();
    }

    private async ValueTask<RecordOutcome> RecordAsync(TrialOutcome outcome, ImmutableArray<ArtefactDocument> artefacts, CancellationToken cancellation)
    {
        var (study, trial) = (_study.Document.Key, Trial.Number);
        var mine = WireFormats.Result.Write(ResultDocument.Of(_context.Worker, trial, Number, outcome, artefacts) with { Checkpoint = _hold.Owner.Checkpoint });
        if (await _context.Stream.PublishOnceAsync(Subjects.Result(study, trial), mine, cancellation).ConfigureAwait(false)) return RecordOutcome.Recorded;
        // The answer to the first try may have been lost.
        var stored = await _context.Stream.FindAsync(Subjects.Records, Subjects.Result(study, trial), cancellation).ConfigureAwait(false);
        return stored is not null && stored.AsSpan().SequenceEqual(mine) ? RecordOutcome.Recorded : RecordOutcome.AlreadyRecorded;
    }

    private async ValueTask<ImmutableArray<ArtefactDocument>> CarryAsync(ImmutableArray<ArtefactReference> files, CancellationToken cancellation)
    {
        var carried = ImmutableArray.CreateBuilder<ArtefactDocument>();
        foreach (var file in files)
        {
            var name = Path.GetFileName(file.Path);
            try
            {
                await using var content = File.OpenRead(Path.Combine(_folder!, name));
                var key = await _context.Artefacts.PutAsync(content, new ArtefactOwner(_study.Document.Key, Trial.Number), cancellation).ConfigureAwait(false);
                carried.Add(new ArtefactDocument(file.Kind, name, key));
            }
            catch (Exception failure) when (failure is ArtefactException or IOException)
            {
                _context.Note($"{name} of trial {Trial.Number} was not carried: {failure.Message}");
            }
        }
        return carried.ToImmutable();
    }

    private async Task BeatAsync()
    {
        using var beat = new PeriodicTimer(_study.Lease / Beats, _context.Clock);
        while (await beat.WaitForNextTickAsync(_silent.Token).ConfigureAwait(false))
        {
            if (_context.Clock.GetElapsedTime(Volatile.Read(ref _moved)) > _context.Timing.MostStill)
            {
                await GiveUpStuckAsync($"no step within {_context.Timing.MostStill.TotalMinutes:0.##} min: its training was stuck").ConfigureAwait(false);
                return;
            }
            if (!await _hold.BeatAsync(null, _silent.Token).ConfigureAwait(false))
            {
                _isOver = true;
                AskToStop(new StopRequest(StopReason.LeaseLost, "the trial belongs to another worker now"));
                _ended();
                return;
            }
            await TryAsync(() => _message.AckProgressAsync(cancellationToken: _silent.Token)).ConfigureAwait(false);
        }
    }

    /// <summary>The thread that trains may never come back, so the trial is let go of without it.</summary>
    private async Task GiveUpStuckAsync(string why)
    {
        Say(new ReportDocument { Worker = _context.Worker, Trial = Trial.Number, Lease = Number, Returned = why });
        await _hold.BeatAsync(owner => owner with { IsFree = true, Failures = owner.Failures + 1, Error = why }, _silent.Token).ConfigureAwait(false);
        _isOver = true;
        AskToStop(new StopRequest(StopReason.LeaseLost, why));
        await TryAsync(() => _message.NakAsync(cancellationToken: _silent.Token)).ConfigureAwait(false);
        _ended();
    }

    private static async Task TryAsync(Func<ValueTask> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NatsException or OperationCanceledException)
        {
            // The engine gives the trial out again, and then its result is found.
        }
    }
}
