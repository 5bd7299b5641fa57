namespace NasFuse.Core.Studies.Queues;

/// <summary>A file's content, named by what it is.</summary>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the content.</param>
/// <param name="Bytes">Its length.</param>
public sealed record ArtefactKey(string Sha256, long Bytes);

/// <summary>What an artefact belongs to.</summary>
/// <param name="Study">Key of the study.</param>
/// <param name="Trial">Number of the trial, or null for the study as a whole.</param>
public sealed record ArtefactOwner(string Study, int? Trial);

/// <summary>Carries files between machines: weights, checkpoints, listings. Thread-safe.</summary>
public interface IArtefactStore
{
    /// <summary>Keeps a content. Idempotent; streamed, never in memory as a whole.</summary>
    /// <param name="content">Seekable; read from its beginning, twice.</param>
    /// <param name="owner">What it belongs to, so that it can be swept away with it.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="ArtefactException">It is larger than the store takes, or the store cannot be reached.</exception>
    ValueTask<ArtefactKey> PutAsync(Stream content, ArtefactOwner owner, CancellationToken cancellation);

    /// <summary>Copies a content and proves it. When it throws, what was written so far must not be used.</summary>
    /// <exception cref="ArtefactException">It is not there, it is not what its name says, or its name is none.</exception>
    ValueTask CopyToAsync(ArtefactKey key, Stream target, CancellationToken cancellation);

    /// <summary>Forgets a content, unless it belongs to something else by now; does its best and never fails.</summary>
    ValueTask DeleteAsync(ArtefactKey key, ArtefactOwner owner, CancellationToken cancellation);
}

/// <summary>A file could not be carried.</summary>
/// <param name="message">Which and why.</param>
/// <param name="cause">What failed beneath, or null.</param>
public sealed class ArtefactException(string message, Exception? cause = null) : Exception(message, cause);
