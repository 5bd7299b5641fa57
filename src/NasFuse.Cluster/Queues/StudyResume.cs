using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace NasFuse.Cluster.Queues;

/// <summary>Where a study's controller takes the engine up.</summary>
/// <param name="Held">Trials that workers hold, each with the number of the lease.</param>
/// <param name="Results">Trials that are not final in the store, but have a result.</param>
/// <param name="FirstRecord">Sequence number of the first record that no controller has handled.</param>
internal sealed record StudyResume(IReadOnlyDictionary<int, int> Held, IReadOnlyList<int> Results, ulong FirstRecord)
{
    /// <summary>Looks what there is, takes trials that ended off the engine, and makes the consumers anew.</summary>
    public static async Task<StudyResume> PrepareAsync(
        INatsJSContext stream, EngineLayout layout, StudyDocument study, IReadOnlyList<Trial> stored, CancellationToken cancellation)
    {
        var (held, results) = (new Dictionary<int, int>(), new List<int>());
        foreach (var trial in stored.Where(trial => !trial.State.IsFinal()))
        {
            var number = trial.Number;
            var result = Subjects.Result(study.Key, number);
            if (await stream.FindAsync(Subjects.Records, result, cancellation).ConfigureAwait(false) is not null) results.Add(number);
            else if (await LeaseOfAsync(layout, study.Key, number, cancellation).ConfigureAwait(false) is { } lease) held[number] = lease;
        }
        await TakeOffAsync(stream, study, [.. stored.Where(trial => trial.State.IsFinal()).Select(trial => trial.Number)], cancellation).ConfigureAwait(false);
        await stream.CreateOrUpdateConsumerAsync(Subjects.Trials, TrialConsumer(study), cancellation).ConfigureAwait(false);
        return new StudyResume(held, results, await FirstRecordAsync(stream, study.Key, cancellation).ConfigureAwait(false));
    }

    private static async Task<int?> LeaseOfAsync(EngineLayout layout, string study, int trial, CancellationToken cancellation) =>
        await layout.Owners.FindAsync(Subjects.TrialKey(study, trial), cancellation).ConfigureAwait(false) is { } entry
            && WireFormats.Owner.Read(entry.Value) is { IsFree: false } owner ? owner.Lease : null;

    /// <summary>Acknowledged messages may come back when the server was killed; those of trials that ended must not.</summary>
    private static async Task TakeOffAsync(INatsJSContext stream, StudyDocument study, HashSet<int> ended, CancellationToken cancellation)
    {
        foreach (var subject in await stream.SubjectsAsync(Subjects.Trials, Subjects.TrialsOf(study.Pool, study.Key), cancellation).ConfigureAwait(false))
        {
            if (Subjects.TrialOf(subject) is { } trial && ended.Contains(trial))
                await stream.PurgeStreamAsync(Subjects.Trials, new StreamPurgeRequest { Filter = subject }, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the trials of a study to workers.</summary>
    public static ConsumerConfig TrialConsumer(StudyDocument study) => new(Subjects.TrialConsumer(study.Pool, study.Key))
    {
        FilterSubject = Subjects.TrialsOf(study.Pool, study.Key), AckPolicy = ConsumerConfigAckPolicy.Explicit,
        AckWait = TimeSpan.FromSeconds(study.LeaseSeconds),
        // Attempts are counted by their owners: deliveries come again for many reasons.
        MaxDeliver = -1, MaxAckPending = -1,
    };

    /// <summary>What the last controller took without handling it would come again only after a while; from a new consumer it comes at once.</summary>
    private static async Task<ulong> FirstRecordAsync(INatsJSContext stream, string study, CancellationToken cancellation)
    {
        var name = Subjects.RecordConsumer(study);
        if (await stream.FindConsumerAsync(Subjects.Records, name, cancellation).ConfigureAwait(false) is not { } last) return 1;
        await stream.DeleteConsumerAsync(Subjects.Records, name, cancellation).ConfigureAwait(false);
        return (ulong)last.Info.AckFloor.StreamSeq + 1;
    }
}
