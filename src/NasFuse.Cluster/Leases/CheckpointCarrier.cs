using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Leases;

/// <summary>Carries a trial's checkpoint to the engine, so that another worker can go on from it. One upload at a time.</summary>
internal sealed class CheckpointCarrier(LeaseContext context, Hold hold, ArtefactOwner owner)
{
    private const string Unfinished = ".unfinished";

    private string? _file;
    private long? _last;
    private Task _uploading = Task.CompletedTask;

    /// <summary>Brings the checkpoint of an earlier attempt into a folder, if there is one that can be had.</summary>
    public async ValueTask FetchAsync(string folder, CancellationToken cancellation)
    {
        _file = Path.Combine(folder, TrialAssignment.CheckpointFile);
        if (hold.Owner.Checkpoint is not { } checkpoint) return;
        var unfinished = _file + Unfinished;
        try
        {
            await using (var target = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
                await context.Artefacts.CopyToAsync(checkpoint, target, cancellation).ConfigureAwait(false);
            File.Move(unfinished, _file, overwrite: true);
        }
        catch (ArtefactException failure)
        {
            context.Note($"trial {owner.Trial} starts over, its checkpoint cannot be had: {failure.Message}");
            File.Delete(unfinished);
        }
    }

    /// <summary>Uploads in the background when it is time to and no upload is under way.</summary>
    public void Offer()
    {
        if (!_uploading.IsCompleted || _file is null) return;
        if (_last is { } last && context.Clock.GetElapsedTime(last) < context.Timing.CheckpointEvery) return;
        _last = context.Clock.GetTimestamp();
        _uploading = UploadAsync();
    }

    /// <summary>Waits for what is under way and uploads the newest.</summary>
    public async Task FinishAsync()
    {
        await _uploading.ConfigureAwait(false);
        await UploadAsync().ConfigureAwait(false);
    }

    private async Task UploadAsync()
    {
        if (!File.Exists(_file)) return;
        try
        {
            // The file is renamed over when it is written anew, so what is open stays whole.
            await using var content = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var before = hold.Owner.Checkpoint;
            var checkpoint = await context.Artefacts.PutAsync(content, owner, CancellationToken.None).ConfigureAwait(false);
            if (checkpoint == before) return;
            var isMine = await hold.BeatAsync(now => now with { Checkpoint = checkpoint }, CancellationToken.None).ConfigureAwait(false);
            if (!isMine) return;
            if (before is not null) await context.Artefacts.DeleteAsync(before, owner, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ArtefactException or IOException or NATS.Client.Core.NatsException)
        {
            context.Note($"the checkpoint of trial {owner.Trial} was not carried: {failure.Message}");
        }
    }
}
