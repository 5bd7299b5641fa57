using System.Text.Json.Nodes;
using LiteDB;
using NasFuse.Core.Studies;
using NasFuse.Storage.Engine;
using NasFuse.Storage.Engine.Pages;
using NasFuse.Storage.Schema;

namespace NasFuse.Storage;

/// <summary>Reads a study, also while another process writes it, and never disturbs that writer.</summary>
/// <remarks>
/// Thread-safe. Each call sees one consistent and the newest durable state. A call that meets the moment in which the writer rewrites its
/// database waits for it, at most <see cref="Patience"/>.
/// </remarks>
public sealed class LiteDbTrialReader : ITrialReader, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly ManualResetEventSlim _closed = new();
    private readonly TimeProvider _time;

    private LiteDbTrialReader(StudyFolder folder, TimeProvider time)
    {
        Folder = folder;
        _time = time;
    }

    /// <summary>How long a call waits for the writer before it gives up.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the study lies.</summary>
    public StudyFolder Folder { get; }

    /// <summary>Opens a study for reading.</summary>
    /// <exception cref="StudyNotFoundException">There is no study in the folder.</exception>
    public static LiteDbTrialReader Open(StudyFolder folder, TimeProvider? time = null) =>
        File.Exists(folder.Database)
            ? new LiteDbTrialReader(folder, time ?? TimeProvider.System)
            : throw new StudyNotFoundException($"There is no study in {folder.Path}: {Path.GetFileName(folder.Database)} is missing.");

    /// <inheritdoc/>
    public JsonObject? Manifest() => ReadContent(content => content.Manifest, null);

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Trials() => ReadContent(content => content.Trials(), []);

    /// <summary>The pages of the newest state, or null for a study whose first change is not written yet. To be disposed soon.</summary>
    internal PageSnapshot? Pages() => Read<PageSnapshot?>(_ => new PageSnapshot(Folder), null);

    /// <summary>Number of trials, without reading them.</summary>
    public int TrialCount() => ReadContent(content => content.TrialCount, 0);

    /// <summary>What may have changed since an earlier reading: the trials from a number on, and of the earlier ones those named and those with repeats.</summary>
    /// <param name="open">Numbers of the earlier trials whose state was not final.</param>
    /// <param name="next">The first number that was not seen.</param>
    /// <returns>Trials by number, with their repeats.</returns>
    public IReadOnlyList<Trial> TrialsSince(IReadOnlyCollection<int> open, int next) => ReadContent(content => content.TrialsSince(open, next), []);

    /// <inheritdoc/>
    public Trial? Find(int number) => ReadContent(content => content.Find(number), null);

    /// <inheritdoc/>
    public IReadOnlyList<EpochRecord> Epochs(int number) => ReadContent(content => content.Epochs(number), []);

    /// <summary>Epochs of all trials by number, each in order: one pass, where <see cref="Epochs"/> for each trial would be one each.</summary>
    public ILookup<int, EpochRecord> EpochsByTrial() => ReadContent(content => content.EpochsByTrial(), Array.Empty<EpochRecord>().ToLookup(_ => 0));

    /// <inheritdoc/>
    public JsonObject? SamplerState() => ReadContent(content => content.SamplerState, null);

    /// <summary>Ends waiting calls; files are open only during a call.</summary>
    public void Dispose() => _closed.Set();

    /// <summary>Reads from one state of the database; gives <paramref name="ifEmpty"/> for a study whose first change is not written yet.</summary>
    internal T Read<T>(Func<LiteDatabase, T> read, T ifEmpty)
    {
        var began = _time.GetTimestamp();
        while (true)
        {
            ObjectDisposedException.ThrowIf(_closed.IsSet, this);
            try
            {
                return ReadOnce(read, ifEmpty);
            }
            catch (IOException) when (_time.GetElapsedTime(began) < Patience)
            {
                _closed.Wait(Pause);
            }
        }
    }

    private T ReadOnce<T>(Func<LiteDatabase, T> read, T ifEmpty)
    {
        using var snapshot = new StudySnapshot(Folder);
        if (snapshot.Content is not { } database || SchemaVersion.Of(database) is not (> 0 and var version)) return ifEmpty;
        SchemaVersion.RequireReadable(version, Folder.Database, SchemaVersion.Newest);
        return read(database);
    }

    private T ReadContent<T>(Func<StudyContent, T> read, T ifEmpty) => Read(database => read(new StudyContent(database)), ifEmpty);
}
