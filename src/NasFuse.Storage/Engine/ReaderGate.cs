namespace NasFuse.Storage.Engine;

/// <summary>Keeps readers of other processes and the rewriting of the database file apart.</summary>
/// <remarks>
/// The log only grows, so whoever reads a fixed prefix of it together with an unchanging database file sees one consistent state.
/// Readers hold the gate together for the time of one read; the writer takes it alone to move the log into the database file, and puts that off when a reader is inside.
/// </remarks>
internal static class ReaderGate
{
    /// <summary>Makes the gate; for the writer, before it changes anything.</summary>
    public static void Create(StudyFolder folder) => Open(folder, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();

    /// <summary>Holds off rewriting until disposed; null where no writer ever made a gate.</summary>
    /// <exception cref="IOException">The writer holds the gate: try again.</exception>
    public static IDisposable? EnterToRead(StudyFolder folder) =>
        File.Exists(folder.Gate) ? Open(folder, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) : null;

    /// <summary>Keeps readers out until disposed, or null when one is inside.</summary>
    public static IDisposable? TryEnterToRewrite(StudyFolder folder)
    {
        try
        {
            return Open(folder, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static FileStream Open(StudyFolder folder, FileMode mode, FileAccess access, FileShare share) =>
        new(folder.Gate, mode, access, share, bufferSize: 0);
}
