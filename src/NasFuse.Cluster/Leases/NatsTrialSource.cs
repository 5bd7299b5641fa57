using System.Collections.Concurrent;
using NasFuse.Cluster.Artefacts;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies.Queues;
using NATS.Client.JetStream;

namespace NasFuse.Cluster.Leases;

/// <summary>A worker's side of the engine: takes trials of the studies it serves, hears stops and decisions, shows that it lives. Thread-safe.</summary>
public sealed class NatsTrialSource : ITrialSource, IAsyncDisposable
{
    /// <summary>The engine, or the study, is looked for again after so long.</summary>
    private static readonly TimeSpan s_away = TimeSpan.FromMilliseconds(500);

    /// <summary>Studies come seldom.</summary>
    private static readonly TimeSpan s_idle = TimeSpan.FromMilliseconds(100);

    /// <summary>A trial that does not fit is left to others for so long.</summary>
    private static readonly TimeSpan s_other = TimeSpan.FromSeconds(1);

    private readonly EngineConnection _engine;
    private readonly StopInbox _stops;
    private readonly WorkerIdentity _worker;
    private readonly Action<string> _note;
    private readonly TrialIntake _intake;
    private readonly Ownership _ownership;
    private readonly ServedStudies _studies;
    private readonly WorkerPresence _presence;
    private readonly LeaseContext _context;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<string, NatsTrialLease> _leases = new(StringComparer.Ordinal);
    private readonly Task[] _background;
    private volatile bool _isDraining;

    private NatsTrialSource(
        EngineConnection engine, EngineLayout layout, WorkerIdentity worker, IStudyService service, WorkerTiming timing, Action<string> note)
    {
        (_engine, _worker, _note) = (engine, worker, note);
        _stops = new StopInbox(layout.Stops, note);
        var clock = TimeProvider.System;
        var artefacts = new NatsArtefactStore(layout.Artefacts);
        _intake = new TrialIntake(engine.JetStream, worker, note);
        _ownership = new Ownership(layout.Owners, worker.Id, clock);
        _studies = new ServedStudies(layout, engine.JetStream, worker, service, artefacts, note);
        _presence = new WorkerPresence(
            layout.Workers, worker, timing,
            () => (_isDraining, [.. _leases.Values.Select(lease => lease.Running)], _studies.Services, service.Datasets));
        _context = new LeaseContext(engine.JetStream, worker.Id, artefacts, new DecisionInbox(), timing, clock, note);
        _background =
        [
            _context.Decisions.ListenAsync(engine.Nats, worker.Id, _ending.Token), _stops.FollowAsync(HearAsync, _ending.Token),
            _studies.FollowAsync(() => _presence.ShowAsync(_ending.Token), _ending.Token), _presence.KeepShowingAsync(_ending.Token),
        ];
    }

    /// <summary>True when it takes no more trials.</summary>
    public bool IsDraining => _isDraining;

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
        var layout = await EngineLayout.WaitForAsync(engine, TimeSpan.MaxValue, note, cancellation).ConfigureAwait(false);
        return new NatsTrialSource(engine, layout, worker, service, timing, note);
    }

    /// <summary>Takes no more trials; those under way are finished.</summary>
    public void Drain() => _isDraining = true;

    /// <inheritdoc/>
    public async ValueTask<ITrialLease?> LeaseAsync(WorkerSlot slot, CancellationToken cancellation)
    {
        while (!_isDraining)
        {
            cancellation.ThrowIfCancellationRequested();
            var studies = _studies.Accepted(slot.OnlyTimes);
            if (studies.Count == 0) await Task.Delay(s_idle, cancellation).ConfigureAwait(false);
            foreach (var study in studies)
            {
                try
                {
                    if (await TryLeaseAsync(study, slot, studies.Count == 1, cancellation).ConfigureAwait(false) is { } lease) return lease;
                }
                catch (Exception failure) when (failure is NatsJSException || Persistence.IsPassing(failure, cancellation))
                {
                    // The engine is away, or the study has just ended.
                    await Task.Delay(s_away, cancellation).ConfigureAwait(false);
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

    private async Task<NatsTrialLease?> TryLeaseAsync(ServedEntry study, WorkerSlot slot, bool mayWait, CancellationToken cancellation)
    {
        var consumer = await study.ConsumerAsync(cancellation).ConfigureAwait(false);
        if (await TrialIntake.NextAsync(consumer, mayWait, cancellation).ConfigureAwait(false) is not { } message) return null;
        if (_isDraining || cancellation.IsCancellationRequested)
        {
            // It came while the worker waited; another takes it.
            await message.NakAsync(cancellationToken: CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        try
        {
            if (_intake.Read(message, study) is { } trial)
            {
                if (_worker.Holds(trial.MemoryBytes)) return await TakeAsync(study, trial, message, slot, cancellation).ConfigureAwait(false);
                await message.NakAsync(new AckOpts { NakDelay = s_other }, cancellation).ConfigureAwait(false);
                return null;
            }
            await _intake.RejectAsync(study, message, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await message.NakAsync(cancellationToken: CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<NatsTrialLease?> TakeAsync(
        ServedEntry study, TrialDocument trial, INatsJSMsg<byte[]> message, WorkerSlot slot, CancellationToken cancellation)
    {
        var key = Subjects.TrialKey(study.Document.Key, trial.Number);
        var isNew = message.Metadata is { NumDelivered: 1 };
        var hold = await _ownership.TakeAsync(
            key, study.Lease, isNew, () => message.AckProgressAsync(cancellationToken: cancellation), cancellation).ConfigureAwait(false);
        if (hold is null)
        {
            await message.NakAsync(new AckOpts { NakDelay = study.Lease / 2 }, cancellation).ConfigureAwait(false);
            return null;
        }
        var lease = new NatsTrialLease(_context, study, trial.ToJob(study.Study), hold, message, slot, () => _leases.TryRemove(key, out _));
        _leases[key] = lease;
        // After a crash of the engine trials come again that have long been recorded: this look saves training them anew.
        var result = HasResultAsync(study.Document.Key, trial.Number, cancellation).AsTask();
        var stop = _stops.FindAsync(key, cancellation).AsTask();
        await Task.WhenAll(result, stop).ConfigureAwait(false);
        if (await result.ConfigureAwait(false)) await lease.EndRecordedAsync().ConfigureAwait(false);
        else if (hold.Owner.Failures >= TrialJob.MostFailures) await lease.FailForGoodAsync(cancellation).ConfigureAwait(false);
        if (lease.IsOver)
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        if (await stop.ConfigureAwait(false) is { } stopped) lease.Hear(stopped);
        lease.Begin();
        return lease;
    }

    private async ValueTask<bool> HasResultAsync(string study, int trial, CancellationToken cancellation) =>
        await _engine.JetStream.FindAsync(Subjects.Records, Subjects.Result(study, trial), cancellation).ConfigureAwait(false) is not null;

    private async Task HearAsync(string key, StopDocument stop)
    {
        if (_leases.TryGetValue(key, out var lease)) lease.Hear(stop);
        if (key != Subjects.WorkerKey(_worker.Id) || _isDraining) return;
        _note($"drains: {stop.Why}");
        Drain();
        await _presence.ShowAsync(_ending.Token).ConfigureAwait(false);
    }
}
