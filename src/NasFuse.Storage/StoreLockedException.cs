namespace NasFuse.Storage;

/// <summary>Another process writes this study: shown without a stack trace, exit code 5.</summary>
/// <param name="folder">Folder of the study.</param>
/// <param name="owner">Who holds the lock, e.g. <c>process 4711 on host node3</c>.</param>
public sealed class StoreLockedException(string folder, string owner)
    : Exception($"The study in {folder} is being written by {owner}. Wait until it ends, or stop it; reading commands work meanwhile.")
{
    /// <summary>Folder of the study.</summary>
    public string Folder { get; } = folder;

    /// <summary>Who holds the lock: process id and host.</summary>
    public string Owner { get; } = owner;
}
