using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using NasFuse.Core.Studies.Queues;
using NATS.Client.Core;
using NATS.Client.ObjectStore;
using NATS.Client.ObjectStore.Models;

namespace NasFuse.Cluster.Artefacts;

/// <summary>Files in the engine's object store, each under the SHA-256 of its content. Streamed both ways.</summary>
public sealed partial class NatsArtefactStore : IArtefactStore
{
    /// <summary>Key of the metadata that says which study a file belongs to.</summary>
    internal const string StudyLabel = "study";

    /// <summary>Key of the metadata that says which trial a file belongs to.</summary>
    internal const string TrialLabel = "trial";

    /// <summary>Below what the runtime keeps apart as large and collects seldom: with the usual 128 KiB a download needs twice the memory.</summary>
    private const int ChunkBytes = 64 << 10;

    private readonly INatsObjStore _store;
    private readonly long _mostBytes;

    internal NatsArtefactStore(INatsObjStore store, long mostBytes = 4L << 30) => (_store, _mostBytes) = (store, mostBytes);

    /// <summary>True for a name that a file can have: 64 hexadecimal digits and nothing that leads elsewhere.</summary>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <inheritdoc/>
    public async ValueTask<ArtefactKey> PutAsync(Stream content, ArtefactOwner owner, CancellationToken cancellation)
    {
        if (content.Length > _mostBytes) throw new ArtefactException($"a file of {content.Length} bytes is too large; at most {_mostBytes} are carried");
        content.Position = 0;
        var key = new ArtefactKey(Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false)), content.Length);
        content.Position = 0;
        try
        {
            // Equal content of another trial is put anew, so that it stays when that trial's files are deleted.
            if (await FindAsync(key, cancellation).ConfigureAwait(false) is not { } found || !IsOf(found, owner))
            {
                var labelled = new ObjectMetadata
                {
                    Name = key.Sha256, Metadata = Metadata(owner), Options = new MetaDataOptions { MaxChunkSize = ChunkBytes },
                };
                await _store.PutAsync(labelled, content, leaveOpen: true, cancellation).ConfigureAwait(false);
            }
            return key;
        }
        catch (NatsException failure)
        {
            throw new ArtefactException($"artefact {key.Sha256} was not kept: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask CopyToAsync(ArtefactKey key, Stream target, CancellationToken cancellation)
    {
        if (!IsName(key.Sha256)) throw new ArtefactException($"'{key.Sha256}' is no name of an artefact: 64 hexadecimal digits are");
        if (key.Bytes < 0 || key.Bytes > _mostBytes)
            throw new ArtefactException($"artefact {key.Sha256} would have {key.Bytes} bytes; at most {_mostBytes} are carried");
        using var proven = new HashingStream(target, key.Bytes);
        try
        {
            await _store.GetAsync(key.Sha256, proven, leaveOpen: true, cancellation).ConfigureAwait(false);
        }
        catch (NatsObjNotFoundException missing)
        {
            throw new ArtefactException($"artefact {key.Sha256} is not there", missing);
        }
        catch (Exception failure) when (failure is NatsException or IOException)
        {
            throw new ArtefactException($"artefact {key.Sha256} cannot be read: {failure.Message}", failure);
        }
        var found = proven.Key;
        if (found != key)
            throw new ArtefactException($"artefact {key.Sha256} is not what its name says: {found.Bytes} bytes of {key.Bytes}, SHA-256 {found.Sha256}");
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(ArtefactKey key, ArtefactOwner owner, CancellationToken cancellation)
    {
        if (!IsName(key.Sha256)) return;
        try
        {
            if (await FindAsync(key, cancellation).ConfigureAwait(false) is { } found && IsOf(found, owner))
                await _store.DeleteAsync(key.Sha256, cancellation).ConfigureAwait(false);
        }
        catch (NatsException)
        {
            // A sweep finds it.
        }
    }

    private static bool IsOf(ObjectMetadata found, ArtefactOwner owner) =>
        found.Metadata is { } labels && Metadata(owner).All(label => labels.GetValueOrDefault(label.Key) == label.Value);

    private async ValueTask<ObjectMetadata?> FindAsync(ArtefactKey key, CancellationToken cancellation)
    {
        try
        {
            return await _store.GetInfoAsync(key.Sha256, cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (NatsObjNotFoundException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Metadata(ArtefactOwner owner)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [StudyLabel] = owner.Study };
        if (owner.Trial is { } trial) labels[TrialLabel] = trial.ToString(CultureInfo.InvariantCulture);
        return labels;
    }

    [GeneratedRegex("^[0-9a-f]{64}\\z")]
    private static partial Regex NamePattern();
}
