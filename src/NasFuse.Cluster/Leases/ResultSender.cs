using System.Collections.Immutable;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Leases;

/// <summary>Brings a trial's result and its files to the engine.</summary>
internal sealed class ResultSender(LeaseContext context, Hold hold, ArtefactOwner owner, int trial)
{
    /// <summary>Carries files of a folder. One that cannot be carried is noted and left out: the result counts all the same.</summary>
    public async ValueTask<ImmutableArray<ArtefactDocument>> CarryAsync(
        string folder, ImmutableArray<ArtefactReference> files, CancellationToken cancellation)
    {
        var carried = ImmutableArray.CreateBuilder<ArtefactDocument>();
        foreach (var file in files)
        {
            var name = Path.GetFileName(file.Path);
            try
            {
                await using var content = File.OpenRead(Path.Combine(folder, name));
                carried.Add(new ArtefactDocument(file.Kind, name, await context.Artefacts.PutAsync(content, owner, cancellation).ConfigureAwait(false)));
            }
            catch (Exception failure) when (failure is ArtefactException or IOException)
            {
                context.Note($"{name} of trial {trial} was not carried: {failure.Message}");
            }
        }
        return carried.ToImmutable();
    }

    /// <summary>Records a result, unless the trial has one.</summary>
    public async ValueTask<RecordOutcome> RecordAsync(
        TrialOutcome outcome, ImmutableArray<ArtefactDocument> artefacts, CancellationToken cancellation)
    {
        var document = ResultDocument.Of(context.Worker, trial, hold.Owner.Lease, outcome, artefacts) with { Checkpoint = hold.Owner.Checkpoint };
        var (subject, mine) = (Subjects.Result(owner.Study, trial), WireFormats.Result.Write(document));
        if (await context.Stream.PublishOnceAsync(subject, mine, cancellation).ConfigureAwait(false)) return RecordOutcome.Recorded;
        // The answer to the first try may have been lost.
        var stored = await context.Stream.FindAsync(Subjects.Records, subject, cancellation).ConfigureAwait(false);
        return stored is not null && stored.AsSpan().SequenceEqual(mine) ? RecordOutcome.Recorded : RecordOutcome.AlreadyRecorded;
    }
}
