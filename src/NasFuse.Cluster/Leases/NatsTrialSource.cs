using System.Collections.Concurrent;
using NasFuse.Cluster.Artefacts;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NATS.Client.JetStream;
using NATS.Client.KeyValueStore;

namespace NasFuse.Cluster.Leases;

/// <summary>A worker's side of the engine: takes trials of the studies it serves, hears stops and decisions, shows that it lives. Thread-safe.</summary>
public sealed class NatsTrialSource : ITrialSource, IAsyncDisposable
{
    /// <summary>A wait for a trial, after which the worker looks whether it should still wait.</summary>
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(1);

    private readonly EngineConnection _engine;
    private readonly EngineLayout _layout;
    private readonly WorkerIdentity _worker;
    private readonly Action<string> _note;
    private readonly Ownership _ownership;
    private readonly ServedStudies _studies;
    private readonly WorkerPresence _presence;
    private readonly LeaseContext _context;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<string, NatsTrialLease> _leases = new(StringComparer.Ordinal);
    private readonly Task[] _background;
    private volatile bool _isDraining;

    private NatsTrialSource(EngineConnection engine, EngineLayout layout, WorkerIdentity worker, IStudyService service, WorkerTiming timing, TimeProvider clock, Action<string> note)
    {
        (_engine, _layout, _worker, _note) = (engine, layout, worker, note);
        var artefacts = new NatsArtefactStore(layout.Artefacts);
        _ownership = new Ownership(layout.Owners, worker.Id, clock);
        _studies = new ServedStudies(layout, engine.JetStream, worker, service, artefacts, note);
        _presence = new WorkerPresence(layout.Workers, worker, timing, () => (_isDraining, [.. _leases.Values.Select(lease => lease.Running)], _studies.Services, service.Datasets));
        _context = new LeaseContext(engine.JetStream, worker.Id, artefacts, new DecisionInbox(), timing, clock, note);
        _background =
        [
            _context.Decisions.ListenAsync(engine.Nats, worker.Id, _ending.Token), FollowStopsAsync(_ending.Token),
            _studies.FollowAsync(() => _presence.ShowAsync(_ending.Token), _ending.Token), _presence.KeepShowingAsync(_ending.Token),
        ];
    }

    /// <summary>True when it takes no more trials.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>Files of this engine.</summary>
    public IArtefactStore Artefacts => _context.Artefacts;

    /// <summary>Opens a worker's side; waits for a controller to have begun a study on this engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="worker">Who the worker is.</param>
    /// <param name="service">What it can do for studies.</param>
    /// <param name="timing">How patient it is.</param>
    /// <param name="note">Told what a person should know.</param>
    /// <param name="cancellation">Ends waiting.</param>
    public static async Task<NatsTrialSource> OpenAsync(
        EngineConnection engine, WorkerIdentity worker, IStudyService service, WorkerTiming timing, Action<string> note, CancellationToken cancellation)
    {
        var layout = await EngineLayout.WaitForAsync(engine, Timeout.InfiniteTimeSpan, note, cancellation).ConfigureAwait(false);
        return new NatsTrialSource(engine, layout, worker, service, timing, TimeProvider.System, note);
    }

    /// <summary>Takes no more trials; those under way are finished.</summary>
    public void Drain() => _isDraining = true;

    /// <inheritdoc/>
    public async ValueTask<ITrialLease?> LeaseAsync(WorkerSlot slot, CancellationToken cancellation)
    {
        while (!_isDraining)
        {
            cancellation.ThrowIfCancellationRequested();
            var studies = _studies.Accepted;
            if (studies.Count == 0) await Task.Delay(s_wait / 10, cancellation).ConfigureAwait(false);
            foreach (var study in studies)
            {
                try
                {
                    if (await TryLeaseAsync(study, slot, studies.Count == 1, cancellation).ConfigureAwait(false) is { } lease) return lease;
                }
                catch (Exception failure) when (failure is NatsJSException || Persistence.IsPassing(failure, cancellation))
                {
                    // The engine is away, or the study has just ended.
                    await Task.Delay(s_wait / 2, cancellation).ConfigureAwait(false);
                }
            }
        }
        return null;
    }

    /// <summary>Goes away; says so.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_background).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _presence.LeaveAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    internal void Release(string key) => _leases.TryRemove(key, out _);

    private async Task<NatsTrialLease?> TryLeaseAsync(ServedEntry study, WorkerSlot slot, bool mayWait, CancellationToken cancellation)
    {
        var consumer = await study.ConsumerAsync(cancellation).ConfigureAwait(false);
        if (await NextAsync(consumer, mayWait, cancellation).ConfigureAwait(false) is not { } message) return null;
        try
        {
            if (_isDraining) cancellation.ThrowIfCancellationRequested();
            if (Read(message, study) is { } trial) return await TakeAsync(study, trial, message, slot, cancellation).ConfigureAwait(false);
            await RejectAsync(study, message, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await message.NakAsync(cancellationToken: CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>One message, or null. Never cancelled half-way: a message that comes then would be held by nobody.</summary>
    private static async ValueTask<INatsJSMsg<byte[]>?> NextAsync(INatsJSConsumer consumer, bool mayWait, CancellationToken cancellation)
    {
        if (mayWait) return await consumer.NextAsync<byte[]>(opts: new NatsJSNextOpts { Expires = s_wait }, cancellationToken: CancellationToken.None).ConfigureAwait(false);
        await foreach (var message in consumer.FetchNoWaitAsync<byte[]>(new NatsJSFetchOpts { MaxMsgs = 1 }, cancellationToken: cancellation).ConfigureAwait(false)) return message;
        await Task.Delay(s_wait / 10, cancellation).ConfigureAwait(false);
        return null;
    }

    private TrialDocument? Read(INatsJSMsg<byte[]> message, ServedEntry study)
    {
        try
        {
            var trial = WireFormats.Trial.Read(message.Data);
            if (trial.Protocol != WireFormats.Protocol) throw new WireException($"the trial speaks protocol {trial.Protocol}, this worker {WireFormats.Protocol}");
            if (trial.Study != study.Document.Key || trial.Number != Subjects.TrialOf(message.Subject)) throw new WireException("the trial document belongs to another trial");
            return trial;
        }
        catch (WireException mistake)
        {
            _note($"refused {message.Subject}: {mistake.Message}");
            return null;
        }
    }

    /// <summary>A trial that cannot be read ends as failed: nobody could ever run it.</summary>
    private async Task RejectAsync(ServedEntry study, INatsJSMsg<byte[]> message, CancellationToken cancellation)
    {
        if (Subjects.TrialOf(message.Subject) is { } number)
        {
            var failed = new TrialOutcome { State = TrialState.Failed, Error = "its document was refused: it is malformed, too large, or of another version", Device = _worker.Device };
            var result = WireFormats.Result.Write(ResultDocument.Of(_worker.Id, number, 1, failed, []));
            await _engine.JetStream.PublishOnceAsync(Subjects.Result(study.Document.Key, number), result, cancellation).ConfigureAwait(false);
        }
        await message.AckTerminateAsync(cancellationToken: cancellation).ConfigureAwait(false);
    }

    private async Task<NatsTrialLease?> TakeAsync(ServedEntry study, TrialDocument trial, INatsJSMsg<byte[]> message, WorkerSlot slot, CancellationToken cancellation)
    {
        var key = Subjects.TrialKey(study.Document.Key, trial.Number);
        var hold = await _ownership.TakeAsync(key, study.Lease, () => message.AckProgressAsync(cancellationToken: cancellation), cancellation).ConfigureAwait(false);
        if (hold is null)
        {
            await message.NakAsync(new AckOpts { NakDelay = study.Lease / 2 }, cancellation).ConfigureAwait(false);
            return null;
        }
        // After a crash of the engine trials come again that have long been recorded: this look saves training them anew.
        if (await HasResultAsync(study.Document.Key, trial.Number, cancellation).ConfigureAwait(false))
        {
            await message.AckAsync(cancellationToken: cancellation).ConfigureAwait(false);
            hold.Dispose();
            return null;
        }
        var lease = new NatsTrialLease(_context, study, trial.ToJob(study.Study), hold, message, slot, () => Release(key));
        if (hold.Owner.Failures >= TrialJob.MostFailures)
        {
            await lease.FailForGoodAsync(cancellation).ConfigureAwait(false);
            return null;
        }
        _leases[key] = lease;
        if (await StopOfAsync(key, cancellation).ConfigureAwait(false) is { } stop) lease.AskToStop(stop);
        lease.Begin();
        return lease;
    }

    private async ValueTask<bool> HasResultAsync(string study, int trial, CancellationToken cancellation) =>
        await _engine.JetStream.FindAsync(Subjects.Records, Subjects.Result(study, trial), cancellation).ConfigureAwait(false) is not null;

    private async ValueTask<StopRequest?> StopOfAsync(string key, CancellationToken cancellation) =>
        await _layout.Stops.FindAsync(key, cancellation).ConfigureAwait(false) is { } entry ? ReadStop(entry) : null;

    private async Task FollowStopsAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await foreach (var entry in _layout.Stops.WatchAsync<byte[]>(opts: new NatsKVWatchOpts { IgnoreDeletes = true }, cancellationToken: cancellation).ConfigureAwait(false))
                {
                    if (ReadStop(entry) is not { } stop) continue;
                    if (_leases.TryGetValue(entry.Key, out var lease)) lease.AskToStop(stop);
                    if (entry.Key != Subjects.WorkerKey(_worker.Id) || _isDraining) continue;
                    _note($"drains: {stop.Why}");
                    Drain();
                    await _presence.ShowAsync(cancellation).ConfigureAwait(false);
                }
            }
            catch (Exception failure) when (Persistence.IsPassing(failure, cancellation))
            {
                await Task.Delay(s_wait, cancellation).ConfigureAwait(false);
            }
        }
    }

    private StopRequest? ReadStop(NatsKVEntry<byte[]> entry)
    {
        try
        {
            return WireFormats.Stop.Read(entry.Value).ToRequest();
        }
        catch (WireException mistake)
        {
            _note($"refused a stop of {entry.Key}: {mistake.Message}");
            return null;
        }
    }
}
