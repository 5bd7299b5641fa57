using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NATS.Client.JetStream;

namespace NasFuse.Cluster.Leases;

/// <summary>Takes the messages of trials off the engine and reads them.</summary>
internal sealed class TrialIntake(INatsJSContext stream, WorkerIdentity worker, Action<string> note)
{
    /// <summary>A wait for a trial, after which the worker looks whether it should still wait.</summary>
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(1);

    /// <summary>One message, or null when none came within a moment.</summary>
    /// <remarks>Asking is never cancelled half-way: the engine would hold a message that comes then for a whole lease, for nobody.</remarks>
    /// <param name="consumer">What gives the trials out.</param>
    /// <param name="mayWait">True to wait at the engine; false to look there once, because other studies are to be asked too.</param>
    /// <param name="cancellation">Ends the pause after nothing was found.</param>
    public static async ValueTask<INatsJSMsg<byte[]>?> NextAsync(INatsJSConsumer consumer, bool mayWait, CancellationToken cancellation)
    {
        if (mayWait)
        {
            var next = new NatsJSNextOpts { Expires = s_wait };
            return await consumer.NextAsync<byte[]>(opts: next, cancellationToken: CancellationToken.None).ConfigureAwait(false);
        }
        var one = new NatsJSFetchOpts { MaxMsgs = 1 };
        await foreach (var message in consumer.FetchNoWaitAsync<byte[]>(one, cancellationToken: CancellationToken.None).ConfigureAwait(false)) return message;
        await Task.Delay(s_wait / 10, cancellation).ConfigureAwait(false);
        return null;
    }

    /// <summary>The trial of a message; null when it is refused, which is noted.</summary>
    public TrialDocument? Read(INatsJSMsg<byte[]> message, ServedEntry study)
    {
        try
        {
            var trial = WireFormats.Trial.Read(message.Data);
            if (trial.Protocol != WireFormats.Protocol)
                throw new WireException($"the trial speaks protocol {trial.Protocol}, this worker {WireFormats.Protocol}");
            if (trial.Study != study.Document.Key || trial.Number != Subjects.TrialOf(message.Subject))
                throw new WireException("the trial document belongs to another trial");
            return trial;
        }
        catch (WireException mistake)
        {
            note($"refused {message.Subject}: {mistake.Message}");
            return null;
        }
    }

    /// <summary>A trial that cannot be read ends as failed: nobody could ever run it.</summary>
    public async Task RejectAsync(ServedEntry study, INatsJSMsg<byte[]> message, CancellationToken cancellation)
    {
        if (Subjects.TrialOf(message.Subject) is { } number)
        {
            const string Refused = "its document was refused: it is malformed, too large, or of another version";
            var failed = new TrialOutcome { State = TrialState.Failed, Error = Refused, Device = worker.Device };
            var result = WireFormats.Result.Write(ResultDocument.Of(worker.Id, number, 1, failed, []));
            await stream.PublishOnceAsync(Subjects.Result(study.Document.Key, number), result, cancellation).ConfigureAwait(false);
        }
        await message.AckTerminateAsync(cancellationToken: cancellation).ConfigureAwait(false);
    }
}
