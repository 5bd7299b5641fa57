namespace NasFuse.Storage.Engine;

/// <summary>The right to write a study, held until disposed or until the process ends in whatever way.</summary>
internal sealed class StudyLock : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _owner;

    private StudyLock(FileStream fileLock, string owner)
    {
        _lock = fileLock;
        _owner = owner;
    }

    /// <summary>Takes the lock; creates the study's folder when it is not there.</summary>
    /// <exception cref="StoreLockedException">Another process, or another store in this one, holds it.</exception>
    public static StudyLock Take(StudyFolder folder)
    {
        Directory.CreateDirectory(folder.Path);
        var fileLock = TryOpen(folder.Lock) ?? throw new StoreLockedException(folder.Path, OwnerOf(folder));
        File.WriteAllText(folder.Owner, $"process {Environment.ProcessId} on host {Environment.MachineName}\n");
        return new StudyLock(fileLock, folder.Owner);
    }

    /// <summary>Who holds the lock, or null when nobody does; the lock is free again when this returns.</summary>
    public static string? Holder(StudyFolder folder)
    {
        if (!File.Exists(folder.Lock)) return null;
        using var free = TryOpen(folder.Lock);
        return free is null ? OwnerOf(folder) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The lock file stays: deleting it would let two processes hold locks on two files of the same name.
        File.Delete(_owner);
        _lock.Dispose();
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static string OwnerOf(StudyFolder folder)
    {
        try
        {
            return File.ReadAllText(folder.Owner).Trim() is { Length: > 0 } owner ? owner : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
