using NasFuse.Core.Studies;

namespace NasFuse.Cluster.Queues;

/// <summary>Keeps a file of a result where the controller keeps files, and says what identifies it.</summary>
/// <param name="trial">Number of the trial.</param>
/// <param name="kind">What it is.</param>
/// <param name="name">File name: lower-case letters, digits and dashes with one extension.</param>
/// <param name="write">Writes the content; when it throws, nothing must be left behind.</param>
public delegate ArtefactReference KeepArtefact(int trial, string kind, string name, Action<Stream> write);

/// <summary>How a study's controller uses the engine.</summary>
public sealed record QueueOptions
{
    /// <summary>Keeps files of results.</summary>
    public required KeepArtefact Keep { get; init; }

    /// <summary>Told what a person should know.</summary>
    public required Action<string> Note { get; init; }

    /// <summary>Memory of a device that a trial needs, bytes; 0 where that is not known.</summary>
    public Func<Trial, long> MemoryOf { get; init; } = _ => 0;

    /// <summary>True for a synchronous study: all trials of a batch may be on their way at once.</summary>
    public bool IsSynchronous { get; init; }

    /// <summary>Trials that wait beyond those that free workers take at once, ≥ 0. Each is proposed without the newest results.</summary>
    public int Ahead { get; init; }
}
