using LiteDB;
using LiteDB.Engine;

namespace NasFuse.Storage.Engine;

/// <summary>The open database of the one writer.</summary>
/// <remarks>Not thread-safe. LiteDB ties a transaction to its thread: <see cref="Begin"/>, <see cref="Commit"/> and what is between belong on one thread, without await.</remarks>
internal sealed class StudyDatabase : IDisposable
{
    /// <summary>Length of the log beyond which it is moved into the database file.</summary>
    public const long LogLimitBytes = 8 << 20;

    // Writers wait meanwhile: 25 attempts are about 50 ms.
    private const int Attempts = 25;

    private readonly StudyFolder _folder;
    private readonly PageFile _data;
    private readonly LogFile _log;
    private readonly LiteDatabase _database;
    private long _shortenAtBytes = LogLimitBytes;

    public StudyDatabase(StudyFolder folder)
    {
        _folder = folder;
        DatabaseHeader.Require(folder.Database);
        ReaderGate.Create(folder);
        _data = new PageFile(folder.Database);
        _log = new LogFile(folder.Log);
        try
        {
            _log.RequireRoom();
            _database = new LiteDatabase(new LiteEngine(new EngineSettings { DataStream = _data, LogStream = _log }));
            // LiteDB must not rewrite the database file by itself: a reader could be at it.
            _database.CheckpointSize = 0;
            _log.MakeDurable(LogLength);
        }
        catch
        {
            Dispose();
            if (Failure is { } failure) throw failure;
            throw;
        }
    }

    /// <summary>Why the database is of no use any more, or null while all is well. LiteDB closes itself then, and its own exceptions say little.</summary>
    public IOException? Failure => _log.Failure;

    /// <summary>For reading and, inside a transaction, for writing.</summary>
    public LiteDatabase Content => _database;

    /// <summary>So much of the log is on the disk.</summary>
    public long DurableLogBytes => _log.DurableBytes;

    /// <summary>Length of the log including what LiteDB has only in memory yet.</summary>
    public long LogLength => _database.GetCollection("$database").FindAll().Single()["logFileSize"].AsInt32;

    /// <summary>Begins a transaction on this thread.</summary>
    public void Begin()
    {
        if (!_database.BeginTrans()) throw new InvalidOperationException("A transaction is open on this thread already.");
    }

    /// <summary>Ends the transaction and returns when it is on the disk.</summary>
    /// <exception cref="IOException">It could not be written: whether it is stored is unknown until the study is opened again.</exception>
    public void Commit()
    {
        if (!_database.Commit()) throw new IOException("The database did not commit: the transaction was begun on another thread or had ended.");
        _log.MakeDurable(LogLength);
    }

    /// <summary>Forgets the transaction; does nothing when LiteDB has ended it already, which it does on some errors.</summary>
    public void Rollback() => _database.Rollback();

    /// <summary>Moves a log that has grown long into the database file. When a reader stays at it, the log may grow on, and it is tried again later.</summary>
    public void ShortenLog()
    {
        if (_log.Length <= _shortenAtBytes) return;
        using var gate = ReaderGate.TryEnterToRewrite(_folder, Attempts);
        if (gate is not null) _database.Checkpoint();
        _shortenAtBytes = gate is not null ? LogLimitBytes : _log.Length + LogLimitBytes / 8;
    }

    /// <summary>Leaves everything in the database file and nothing in the log, unless a reader stays at it: then the next writer does.</summary>
    public void EmptyLog()
    {
        using var gate = ReaderGate.TryEnterToRewrite(_folder, Attempts);
        if (gate is not null) _database.Checkpoint();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Null when the file was no database and the constructor gives up.
        _database?.Dispose();
        _log.Dispose();
        _data.Dispose();
    }
}
