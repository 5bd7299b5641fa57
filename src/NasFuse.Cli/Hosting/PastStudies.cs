using NasFuse.Storage;

namespace NasFuse.Cli.Hosting;

/// <summary>Keeps earlier studies when a new one of the same name begins.</summary>
internal static class PastStudies
{
    /// <summary>Renames the study's folder to the first free <c>name.1</c>, <c>name.2</c> …; does nothing when there is none.</summary>
    /// <exception cref="StoreLockedException">Another process runs it.</exception>
    public static void PutAside(StudyFolder folder)
    {
        if (!Directory.Exists(folder.Path)) return;
        using (LiteDbTrialStore.Open(folder))
        {
            // Opening takes the lock: a running study is not moved away.
        }
        var number = 1;
        while (Directory.Exists($"{folder.Path}.{number}")) number++;
        Directory.Move(folder.Path, $"{folder.Path}.{number}");
    }
}
