namespace NasFuse.Storage.Engine;

/// <summary>Keeps readers of other processes and the rewriting of the database file apart.</summary>
/// <remarks>
/// The log only grows, so whoever reads a fixed prefix of it together with an unchanging database file sees one consistent state.
/// Readers hold the gate together for the time of one read; the writer takes it alone to move the log into the database file.
/// Before the gate is a door that each reader passes: the writer closes it while it waits for the readers inside, or a stream of
/// overlapping readers would keep it out for ever. Both are file locks, which end with their process however that dies.
/// </remarks>
internal static class ReaderGate
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Makes gate and door; for the writer, before it changes anything.</summary>
    public static void Create(StudyFolder folder)
    {
        foreach (var path in new[] { folder.Gate, folder.Door }) Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
    }

    /// <summary>Holds off rewriting until disposed; null where no writer ever made a gate.</summary>
    /// <exception cref="IOException">The writer is inside or wants to be: try again.</exception>
    public static IDisposable? EnterToRead(StudyFolder folder)
    {
        if (!File.Exists(folder.Gate) || !File.Exists(folder.Door)) return null;
        using var door = Open(folder.Door, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Open(folder.Gate, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
    }

    /// <summary>Keeps readers out until disposed, or null when one stays inside for longer than the writer wants to wait.</summary>
    public static IDisposable? TryEnterToRewrite(StudyFolder folder, int attempts)
    {
        using var wait = new ManualResetEventSlim();
        FileStream? door = null;
        try
        {
            for (var attempt = 0; attempt < attempts; attempt++)
            {
                if (attempt > 0) wait.Wait(Pause);
                door ??= TryOpenAlone(folder.Door);
                if (door is not null && TryOpenAlone(folder.Gate) is { } gate) return gate;
            }

            return null;
        }
        finally
        {
            door?.Dispose();
        }
    }

    private static FileStream? TryOpenAlone(string path)
    {
        try
        {
            return Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share) => new(path, mode, access, share, bufferSize: 0);
}
