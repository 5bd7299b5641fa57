using System.Threading.Channels;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies.Queues;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace NasFuse.Cluster.Queues;

/// <summary>Finds messages that a consumer has passed over, or whose consumer is lost, which would be given to nobody, and has them given out.</summary>
/// <remarks>
/// nats-server 2.9 does so now and then after it was killed: messages lie in the stream, and its consumer says that it has given out all and that all were
/// acknowledged. Trials come again from a new consumer; what is held comes again too, and its holder keeps it.
/// </remarks>
internal sealed class StrandedWatch(
    EngineConnection engine, StudyDocument study, ConsumerConfig trials, RecordPump records, OutstandingTrials outstanding, Action<string> note)
{
    /// <summary>Counts are taken one after the other while messages move, so only what is seen repeatedly counts.</summary>
    private const int Looks = 3;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(3);

    private int _trialLooks;
    private int _recordLooks;

    /// <summary>Looks until cancelled.</summary>
    public async Task FollowAsync(ChannelWriter<TrialDelivery> said, CancellationToken cancellation)
    {
        using var look = new PeriodicTimer(s_look);
        while (await look.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            try
            {
                await LookForTrialsAsync(cancellation).ConfigureAwait(false);
                await LookForRecordsAsync(said, cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is NatsJSException || Persistence.IsPassing(failure, cancellation))
            {
                // The engine is away.
                (_trialLooks, _recordLooks) = (0, 0);
            }
        }
    }

    private async Task LookForTrialsAsync(CancellationToken cancellation)
    {
        var before = await UnderWayAsync(cancellation).ConfigureAwait(false);
        var all = Subjects.TrialsOf(study.Pool, study.Key);
        var stored = await engine.JetStream.SubjectsAsync(Subjects.Trials, all, cancellation).ConfigureAwait(false);
        var after = await UnderWayAsync(cancellation).ConfigureAwait(false);
        _trialLooks = stored.Count > Math.Max(before, after) ? _trialLooks + 1 : 0;
        if (_trialLooks < Looks) return;
        _trialLooks = 0;
        note($"{stored.Count - Math.Max(before, after)} trials were passed over by the engine; they are given out again");
        if (await FindAsync(Subjects.Trials, trials.Name!, cancellation).ConfigureAwait(false) is not null)
            await engine.JetStream.DeleteConsumerAsync(Subjects.Trials, trials.Name!, cancellation).ConfigureAwait(false);
        await Persistence.UntilDoneAsync(
            token => engine.JetStream.CreateOrUpdateConsumerAsync(Subjects.Trials, trials, token), cancellation).ConfigureAwait(false);
    }

    /// <summary>Trials that wait for a worker or are held by one, as the consumer sees it.</summary>
    private async ValueTask<long> UnderWayAsync(CancellationToken cancellation) =>
        await FindAsync(Subjects.Trials, trials.Name!, cancellation).ConfigureAwait(false) is { } consumer
            ? (long)consumer.NumPending + consumer.NumAckPending
            : 0;

    /// <summary>Results that nothing else is going to bring: the consumer has nothing more, and a trial that is out has one.</summary>
    private async Task LookForRecordsAsync(ChannelWriter<TrialDelivery> said, CancellationToken cancellation)
    {
        var consumer = await FindAsync(Subjects.Records, Subjects.RecordConsumer(study.Key), cancellation).ConfigureAwait(false);
        _recordLooks = consumer is null or { NumPending: 0, NumAckPending: 0 } ? _recordLooks + 1 : 0;
        if (_recordLooks < Looks) return;
        _recordLooks = 0;
        foreach (var trial in outstanding.Numbers()) await records.BringResultAsync(trial, said, cancellation).ConfigureAwait(false);
    }

    /// <summary>What a consumer says of itself; null when it is lost.</summary>
    private async ValueTask<ConsumerInfo?> FindAsync(string stream, string consumer, CancellationToken cancellation) =>
        (await engine.JetStream.FindConsumerAsync(stream, consumer, cancellation).ConfigureAwait(false))?.Info;
}
