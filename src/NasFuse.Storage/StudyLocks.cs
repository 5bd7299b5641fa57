using NasFuse.Storage.Engine;

namespace NasFuse.Storage;

/// <summary>Says who writes a study. Thread-safe.</summary>
public static class StudyLocks
{
    /// <summary>Who holds the study's lock, e.g. <c>process 4711 on host node3</c>; null when nobody does.</summary>
    /// <remarks>Tries the lock for an instant; a writer that begins in that instant is refused.</remarks>
    /// <exception cref="UnauthorizedAccessException">The lock file cannot be opened.</exception>
    public static string? OwnerOf(StudyFolder folder) => StudyLock.Holder(folder);
}
