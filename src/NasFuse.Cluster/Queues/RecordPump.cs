using System.Threading.Channels;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.KeyValueStore;

namespace NasFuse.Cluster.Queues;

/// <summary>Brings what workers of a study say to its controller, in order, and takes reports off the engine once they are stored.</summary>
internal sealed class RecordPump(
    EngineConnection engine, StudyDocument study, ResultFiles files, INatsKVStore stops, OutstandingTrials outstanding, Action<string> note)
{
    /// <summary>A short heartbeat, because a restarted server has forgotten who waits, and only its silence tells.</summary>
    private static readonly NatsJSConsumeOpts s_consuming =
        new() { MaxMsgs = 200, Expires = TimeSpan.FromSeconds(4), IdleHeartbeat = TimeSpan.FromSeconds(1) };

    private static readonly TimeSpan s_purge = TimeSpan.FromSeconds(5);

    private Task _tidying = Task.CompletedTask;
    private long _handled;

    /// <summary>Pumps until cancelled. A failure that does not pass comes out where the controller listens.</summary>
    public async Task PumpAsync(StudyResume resume, ChannelWriter<TrialDelivery> said, CancellationToken cancellation)
    {
        try
        {
            await ResumeAsync(resume, said, cancellation).ConfigureAwait(false);
            await FollowAsync(said, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            said.TryComplete(failure);
        }
    }

    private async Task ResumeAsync(StudyResume resume, ChannelWriter<TrialDelivery> said, CancellationToken cancellation)
    {
        // Whatever a consumer remembers, a result that is not stored is brought first.
        foreach (var trial in resume.Results) await BringResultAsync(trial, said, cancellation).ConfigureAwait(false);
        var consumer = Consumer(resume.FirstRecord);
        await Persistence.UntilDoneAsync(
            token => engine.JetStream.CreateOrUpdateConsumerAsync(Subjects.Records, consumer, token), cancellation).ConfigureAwait(false);
    }

    private async Task FollowAsync(ChannelWriter<TrialDelivery> said, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var name = Subjects.RecordConsumer(study.Key);
                var consumer = await engine.JetStream.GetConsumerAsync(Subjects.Records, name, cancellation).ConfigureAwait(false);
                await foreach (var message in consumer.ConsumeAsync<byte[]>(opts: s_consuming, cancellationToken: cancellation).ConfigureAwait(false))
                    await TakeInAsync(message, said, cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is NatsJSException || Persistence.IsPassing(failure, cancellation))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Brings the result of a trial, if there is one, past any consumer. Heard twice it does no harm.</summary>
    public async ValueTask BringResultAsync(int trial, ChannelWriter<TrialDelivery> said, CancellationToken cancellation)
    {
        if (await engine.JetStream.FindAsync(Subjects.Records, Subjects.Result(study.Key, trial), cancellation).ConfigureAwait(false) is { } content
            && await ReadResultAsync(content, Subjects.Result(study.Key, trial), cancellation).ConfigureAwait(false) is { } heard)
            await said.WriteAsync(new EngineDelivery(heard.Event, (_, _) => default), cancellation).ConfigureAwait(false);
    }

    /// <summary>Waits until files that nobody needs are off the engine.</summary>
    public Task TidyAsync()
    {
        lock (files) return _tidying;
    }

    /// <summary>Takes handled reports off the engine, until cancelled. Results stay: they are what a second attempt looks for.</summary>
    public async Task PurgeReportsAsync(CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(s_purge);
        var purged = 0L;
        while (await beat.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            var handled = Volatile.Read(ref _handled);
            if (handled == purged) continue;
            try
            {
                var request = new StreamPurgeRequest { Filter = Subjects.ReportsOf(study.Key), Seq = (ulong)handled + 1 };
                await engine.JetStream.PurgeStreamAsync(Subjects.Records, request, cancellation).ConfigureAwait(false);
                purged = handled;
            }
            catch (Exception failure) when (Persistence.IsPassing(failure, cancellation))
            {
                // The next beat does it.
            }
        }
    }

    private ConsumerConfig Consumer(ulong first) => new(Subjects.RecordConsumer(study.Key))
    {
        FilterSubject = Subjects.RecordsOf(study.Key),
        AckPolicy = ConsumerConfigAckPolicy.Explicit, AckWait = TimeSpan.FromSeconds(60), MaxDeliver = -1, MaxAckPending = 2000,
        DeliverPolicy = ConsumerConfigDeliverPolicy.ByStartSequence, OptStartSeq = first,
    };

    private async Task TakeInAsync(INatsJSMsg<byte[]> message, ChannelWriter<TrialDelivery> said, CancellationToken cancellation)
    {
        var heard = Subjects.IsResult(message.Subject)
            ? await ReadResultAsync(message.Data, message.Subject, cancellation).ConfigureAwait(false)
            : ReadReport(message);
        if (heard is null)
        {
            await message.AckTerminateAsync(cancellationToken: cancellation).ConfigureAwait(false);
            return;
        }
        var delivery = new EngineDelivery(heard.Event, (why, token) => HandledAsync(message, heard, why, token));
        await said.WriteAsync(delivery, cancellation).ConfigureAwait(false);
    }

    private async ValueTask HandledAsync(INatsJSMsg<byte[]> message, Heard heard, string? why, CancellationToken cancellation)
    {
        if (heard is { Event: TrialReported reported, Worker: { } worker }) await AnswerAsync(worker, reported, why, cancellation).ConfigureAwait(false);
        try
        {
            await message.AckAsync(cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (Persistence.IsPassing(failure, cancellation))
        {
            // It comes again and is stored already.
        }
        if (heard.Result is { } result) Tidy(result);
        if (message.Metadata is { } metadata) Volatile.Write(ref _handled, Math.Max(_handled, (long)metadata.Sequence.Stream));
    }

    /// <summary>In the background: nobody waits for it, and what is left a sweep finds.</summary>
    private void Tidy(ResultDocument result)
    {
        if (result.Artefacts.Length == 0 && result.Checkpoint is null) return;
        lock (files) _tidying = Task.WhenAll(_tidying, files.DeleteAsync(study.Key, result));
    }

    private async ValueTask AnswerAsync(string worker, TrialReported reported, string? why, CancellationToken cancellation)
    {
        var (trial, epoch) = (reported.Trial, reported.Epoch.Epoch);
        if (why is not null)
        {
            // Kept, for a worker that does not hear now.
            var stop = WireFormats.Stop.Write(new StopDocument(StopReason.Early, why, epoch));
            await Persistence.UntilDoneAsync(
                token => stops.PutAsync(Subjects.TrialKey(study.Key, trial), stop, cancellationToken: token), cancellation).ConfigureAwait(false);
        }
        if (!outstanding.MayAwaitDecisions(trial)) return;
        var decision = WireFormats.Decision.Write(new DecisionDocument(study.Key, trial, epoch, why));
        await engine.Nats.PublishAsync(Subjects.Decisions(worker), decision, cancellationToken: cancellation).ConfigureAwait(false);
    }

    private Heard? ReadReport(INatsJSMsg<byte[]> message)
    {
        if (WireFormats.Report.TryRead(message.Data, message.Subject, note) is not { } report) return null;
        var place = Subjects.ReportsOf(study.Key).TrimEnd('>') + $"{report.Trial}.{report.Lease}.";
        if (message.Subject.StartsWith(place, StringComparison.Ordinal)) return new Heard(report.ToEvent()) { Worker = report.Worker };
        note($"refused {message.Subject}: the report belongs to another trial");
        return null;
    }

    private async ValueTask<Heard?> ReadResultAsync(byte[]? content, string subject, CancellationToken cancellation)
    {
        if (Subjects.TrialOf(subject) is not { } trial) return null;
        try
        {
            var result = WireFormats.Result.Read(content);
            if (result.Trial != trial) throw new WireException("the result document belongs to another trial");
            var outcome = result.ToOutcome(await files.FetchAsync(result, cancellation).ConfigureAwait(false));
            return new Heard(new TrialRecorded(trial, result.Lease, outcome)) { Result = result };
        }
        catch (WireException mistake)
        {
            // The engine takes no other result of this trial any more.
            note($"refused {subject}: {mistake.Message}");
            var failed = new TrialOutcome { State = TrialState.Failed, Error = $"its result was refused: {mistake.Message}" };
            return new Heard(new TrialRecorded(trial, 1, failed));
        }
    }

    /// <summary>A message that was read once for all that is done about it.</summary>
    /// <param name="Event">What it says.</param>
    private sealed record Heard(TrialEvent Event)
    {
        /// <summary>Who reported it; null for a result.</summary>
        public string? Worker { get; init; }

        /// <summary>The result, whose files are no longer needed once it is stored; null for a report and for a result that was refused.</summary>
        public ResultDocument? Result { get; init; }
    }
}
