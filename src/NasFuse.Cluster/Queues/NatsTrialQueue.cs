using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using NasFuse.Cluster.Artefacts;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace NasFuse.Cluster.Queues;

/// <summary>A study's controller on the engine. The engine is never the only copy: what the controller has stored can rebuild all of it.</summary>
public sealed class NatsTrialQueue : ITrialQueue, IAsyncDisposable
{
    private readonly EngineConnection _engine;
    private readonly EngineLayout _layout;
    private readonly StudyDocument _study;
    private readonly QueueOptions _options;
    private readonly FarmWatch _farm;
    private readonly RecordPump _records;
    private readonly Channel<TrialDelivery> _said = Channel.CreateBounded<TrialDelivery>(256);
    private readonly CancellationTokenSource _closing = new();
    private readonly OutstandingTrials _outstanding;
    private readonly Task[] _background;
    private bool _isComplete;

    private NatsTrialQueue(EngineConnection engine, EngineLayout layout, StudyDocument study, QueueOptions options, StudyResume resume,
        OutstandingTrials outstanding)
    {
        (_engine, _layout, _study, _options, _outstanding, Held) = (engine, layout, study, options, outstanding, resume.Held);
        _records = new RecordPump(engine, study, new ResultFiles(new NatsArtefactStore(layout.Artefacts), options), layout.Stops, outstanding, options.Note);
        _farm = new FarmWatch(layout.Workers, TimeProvider.System, options.Note);
        var stranded = new StrandedWatch(engine, study, StudyResume.TrialConsumer(study), _records, outstanding, options.Note);
        _background =
        [
            _records.PumpAsync(resume, _said.Writer, _closing.Token),
            _records.PurgeReportsAsync(_closing.Token),
            stranded.FollowAsync(_said.Writer, _closing.Token),
            _farm.FollowAsync(() => _said.Writer.TryWrite(new EngineDelivery(new CapacityChanged(), (_, _) => default)), _closing.Token),
        ];
    }

    /// <inheritdoc/>
    public int Capacity => _options.IsSynchronous ? int.MaxValue : Math.Max(1, _farm.SlotsFor(_study.Key) + _options.Ahead);

    /// <summary>Workers of its pool that live, as they showed themselves last.</summary>
    public IReadOnlyList<WorkerDocument> Workers => _farm.In(_study.Pool);

    /// <inheritdoc/>
    public bool OutlivesController => true;

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, int> Held { get; }

    /// <summary>Files of this engine.</summary>
    public static IArtefactStore ArtefactsOf(EngineConnection engine) => new LateArtefactStore(engine);

    /// <summary>Brings the engine to what is stored: trials that ended are taken off it, results that came meanwhile are heard first.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="study">The study.</param>
    /// <param name="stored">All its trials as stored.</param>
    /// <param name="options">How it is used.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="WireException">The study is too large to be sent.</exception>
    public static async Task<NatsTrialQueue> OpenAsync(
        EngineConnection engine, StudyDocument study, IReadOnlyList<Trial> stored, QueueOptions options, CancellationToken cancellation)
    {
        var document = WireFormats.Study.Write(study);
        // The engine may go away in the middle of it; all of it may be done again.
        var (layout, resume) = await Persistence.UntilDoneAsync(async token =>
        {
            var layout = await EngineLayout.CreateAsync(engine, token).ConfigureAwait(false);
            var resume = await StudyResume.PrepareAsync(engine.JetStream, layout, study, stored, token).ConfigureAwait(false);
            await layout.Studies.PutAsync(study.Key, document, cancellationToken: token).ConfigureAwait(false);
            return (layout, resume);
        }, cancellation).ConfigureAwait(false);
        return new NatsTrialQueue(engine, layout, study, options, resume, new OutstandingTrials(stored));
    }

    /// <inheritdoc/>
    public async ValueTask<EnqueueOutcome> EnqueueAsync(TrialJob job, CancellationToken cancellation)
    {
        var number = job.Trial.Number;
        if (!_outstanding.Add(number) && await HasResultAsync(number, cancellation).ConfigureAwait(false)) return EnqueueOutcome.AlreadyKnown;
        var trial = WireFormats.Trial.Write(TrialDocument.Of(_study.Key, job) with { MemoryBytes = MemoryOf(job.Trial) });
        var isNew = await _engine.JetStream.PublishOnceAsync(Subjects.Trial(_study.Pool, _study.Key, number), trial, cancellation).ConfigureAwait(false);
        if (!isNew) return EnqueueOutcome.AlreadyKnown;
        _outstanding.HandedOver(job);
        return EnqueueOutcome.Added;
    }

    /// <inheritdoc/>
    public async ValueTask RequestStopAsync(int number, StopRequest stop, CancellationToken cancellation)
    {
        var document = WireFormats.Stop.Write(new StopDocument(stop.Reason, stop.Why));
        await Persistence.UntilDoneAsync(
            token => _layout.Stops.PutAsync(Subjects.TrialKey(_study.Key, number), document, cancellationToken: token), cancellation)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask WithdrawAsync(int number, string why, CancellationToken cancellation)
    {
        if (!_outstanding.Remove(number)) return;
        await RequestStopAsync(number, new StopRequest(StopReason.User, why), cancellation).ConfigureAwait(false);
        var message = new StreamPurgeRequest { Filter = Subjects.Trial(_study.Pool, _study.Key, number) };
        await Persistence.UntilDoneAsync(token => _engine.JetStream.PurgeStreamAsync(Subjects.Trials, message, token), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public bool TryNext([NotNullWhen(true)] out TrialDelivery? said)
    {
        if (!_said.Reader.TryRead(out said)) return false;
        Notice(said);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<TrialDelivery?> NextAsync(CancellationToken cancellation)
    {
        while (await _said.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false))
        {
            if (TryNext(out var said)) return said;
        }
        return null;
    }

    /// <inheritdoc/>
    public void Complete() => _isComplete = true;

    /// <inheritdoc/>
    public void Close()
    {
        _closing.Cancel();
        _said.Writer.TryComplete();
    }

    /// <summary>Leaves the engine. A study whose every trial has its result is taken off it; workers forget it then.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await Task.WhenAll(_background).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _records.TidyAsync().ConfigureAwait(false);
        if (_isComplete && _outstanding.Numbers().Count == 0) await RetireAsync().ConfigureAwait(false);
        _closing.Dispose();
    }

    /// <summary>To be timed it needs little.</summary>
    private long MemoryOf(Trial trial) => _study.Times is null ? _options.MemoryOf(trial) : 0;

    private async ValueTask<bool> HasResultAsync(int number, CancellationToken cancellation) =>
        await _engine.JetStream.FindAsync(Subjects.Records, Subjects.Result(_study.Key, number), cancellation).ConfigureAwait(false) is not null;

    private void Notice(TrialDelivery said)
    {
        if (said.Event is TrialRecorded recorded) _outstanding.Remove(recorded.Trial);
    }

    private async Task RetireAsync()
    {
        try
        {
            await _layout.Studies.PurgeAsync(_study.Key).ConfigureAwait(false);
            var (artefacts, owner) = (new NatsArtefactStore(_layout.Artefacts), new ArtefactOwner(_study.Key, null));
            foreach (var file in new[] { _study.DataListing, _study.TeacherFile }.OfType<ArtefactKey>())
                await artefacts.DeleteAsync(file, owner, CancellationToken.None).ConfigureAwait(false);
            await _engine.JetStream.DeleteConsumerAsync(Subjects.Trials, Subjects.TrialConsumer(_study.Pool, _study.Key)).ConfigureAwait(false);
            // Every trial has its result; a worker's last acknowledgement may come too late to take its trial off.
            var trials = new StreamPurgeRequest { Filter = Subjects.TrialsOf(_study.Pool, _study.Key) };
            await _engine.JetStream.PurgeStreamAsync(Subjects.Trials, trials).ConfigureAwait(false);
        }
        catch (NatsException failure)
        {
            _options.Note($"the study stays on the engine until 'nasfuse cluster sweep': {failure.Message}");
        }
    }
}
