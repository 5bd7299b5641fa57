using LiteDB;
using LiteDB.Engine;

namespace NasFuse.Storage.Engine;

/// <summary>One consistent state of a study, read-only, also while a writer goes on.</summary>
/// <remarks>Not thread-safe. Keeps the writer from shortening its log, so it is for short reads.</remarks>
internal sealed class StudySnapshot : IDisposable
{
    private readonly IDisposable? _gate;
    private readonly SnapshotFile _data;
    private readonly SnapshotFile _log;
    private readonly LiteDatabase? _database;

    /// <exception cref="IOException">The writer is rewriting the database just now: try again.</exception>
    public StudySnapshot(StudyFolder folder)
    {
        DatabaseHeader.Require(folder.Database);
        _gate = ReaderGate.EnterToRead(folder);
        _data = new SnapshotFile(folder.Database);
        _log = new SnapshotFile(folder.Log);
        try
        {
            if (_data.Length > 0)
                _database = new LiteDatabase(new LiteEngine(new EngineSettings { DataStream = _data, LogStream = _log, ReadOnly = true }));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The content, or null when a new study's file is still empty.</summary>
    public LiteDatabase? Content => _database;

    /// <inheritdoc/>
    public void Dispose()
    {
        _database?.Dispose();
        _log.Dispose();
        _data.Dispose();
        _gate?.Dispose();
    }
}
