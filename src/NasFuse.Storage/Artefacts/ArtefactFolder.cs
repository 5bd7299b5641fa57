using System.Security.Cryptography;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Storage.Artefacts;

/// <summary>Writes and checks the files that belong to trials: weights, checkpoints, tables.</summary>
/// <remarks>
/// Thread-safe for different paths. A file appears under its name only when it is whole and on the disk: it is written under a temporary name in
/// the same folder, flushed, and renamed over an older one. Paths are relative to the study's folder and use <c>/</c>.
/// </remarks>
public sealed class ArtefactFolder(StudyFolder study)
{
    private const string Unfinished = ".unfinished";

    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(study.Path));

    /// <summary>Writes a file and returns what identifies it.</summary>
    /// <param name="kind">What it is: <c>weights</c>, <c>checkpoint</c> …</param>
    /// <param name="path">Where, e.g. <c>trials/14/weights.safetensors</c>; folders are created, an older file is replaced.</param>
    /// <param name="write">Writes the content, from first byte to last; when it throws, nothing is left behind and an older file stays.</param>
    /// <exception cref="ArgumentException">The path leads out of the study's folder.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public ArtefactReference Write(string kind, string path, Action<Stream> write)
    {
        var final = FullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(final)!);
        var temporary = $"{final}.{Path.GetRandomFileName()}{Unfinished}";
        try
        {
            var reference = WriteAndHash(kind, path, temporary, write);
            File.Move(temporary, final, overwrite: true);
            return reference;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Identifies a file that is there already.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="ArgumentException">The path leads out of the study's folder.</exception>
    public ArtefactReference Describe(string kind, string path)
    {
        using var file = File.OpenRead(FullPath(path));
        return new ArtefactReference(kind, path, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    /// <summary>True when the file is there with the very content that was recorded.</summary>
    /// <exception cref="ArgumentException">The path leads out of the study's folder.</exception>
    public bool Verify(ArtefactReference reference) =>
        File.Exists(PathOf(reference)) && Describe(reference.Kind, reference.Path) == reference;

    /// <summary>Where the file lies on this machine.</summary>
    /// <exception cref="ArgumentException">The path leads out of the study's folder.</exception>
    public string PathOf(ArtefactReference reference) => FullPath(reference.Path);

    /// <summary>Deletes what killed processes left half-written; returns how many files. Only for the holder of the study's lock.</summary>
    public int DeleteUnfinished()
    {
        if (!Directory.Exists(_root)) return 0;
        var leftovers = Directory.GetFiles(_root, "*" + Unfinished, SearchOption.AllDirectories);
        foreach (var file in leftovers) File.Delete(file);
        return leftovers.Length;
    }

    private static ArtefactReference WriteAndHash(string kind, string path, string temporary, Action<Stream> write)
    {
        using var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        using var hashing = new HashingStream(file);
        write(hashing);
        file.Flush(flushToDisk: true);
        return new ArtefactReference(kind, path, hashing.Length, hashing.Key.Sha256);
    }

    private string FullPath(string path)
    {
        var full = Path.GetFullPath(Path.Combine(_root, path));
        var inside = full.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !path.Contains('\\');
        return inside ? full : throw new ArgumentException($"The artefact path '{path}' must be relative, with '/', and stay inside the study's folder.", nameof(path));
    }
}
