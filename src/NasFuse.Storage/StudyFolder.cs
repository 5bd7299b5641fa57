namespace NasFuse.Storage;

/// <summary>Where the files of one study lie.</summary>
/// <remarks>
/// <code>
/// &lt;results&gt;/&lt;study&gt;/study.db        trials, epochs, manifest, sampler state
///                   study-log.db    changes that are not in study.db yet (part of the database)
///                   study.lock      held by the writer as long as it lives
///                   study.owner     who holds the lock
///                   study.gate      held while study.db is rewritten (by the writer) or read (by readers)
///                   study.door      passed by readers before the gate; closed by a writer that waits at it
///                   trials/14/…     artefacts of trial 14
/// </code>
/// Immutable and thread-safe; touches no file.
/// </remarks>
/// <param name="Path">The study's folder.</param>
public sealed record StudyFolder(string Path)
{
    /// <summary>Name of the study: the last part of the folder's path.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)));

    /// <summary>The database.</summary>
    public string Database => In("study.db");

    /// <summary>The database's log; named as LiteDB names it, so that its tools open the pair.</summary>
    public string Log => In("study-log.db");

    /// <summary>The writer's lock.</summary>
    public string Lock => In("study.lock");

    /// <summary>Who holds the lock; a file of its own, because a locked file cannot be read everywhere.</summary>
    public string Owner => In("study.owner");

    /// <summary>Keeps readers and rewriting of <see cref="Database"/> apart.</summary>
    public string Gate => In("study.gate");

    /// <summary>Lets the writer get to <see cref="Gate"/> past a stream of readers.</summary>
    public string Door => In("study.door");

    /// <summary>Folder of one trial's files, relative to the study's folder, with <c>/</c>.</summary>
    public static string TrialPath(int number) => $"trials/{number}";

    /// <summary>Folder of one trial's files.</summary>
    public string TrialFolder(int number) => In(TrialPath(number));

    private string In(string relative) => System.IO.Path.Combine(Path, relative);
}
