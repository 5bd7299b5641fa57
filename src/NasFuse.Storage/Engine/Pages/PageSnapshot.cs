using NasFuse.Core.Diagnostics;

namespace NasFuse.Storage.Engine.Pages;

/// <summary>One consistent state of a study as its pages, read-only, also while a writer goes on.</summary>
/// <remarks>
/// For reading a whole collection: LiteDB finds one document after the other through its index and keeps every page in memory, which takes several times as
/// long. Nothing is written this way, and what is read is what LiteDB reads, which a test holds against each other. Thread-safe until disposed. Keeps the
/// writer from shortening its log meanwhile.
/// </remarks>
internal sealed class PageSnapshot : IDisposable
{
    private readonly string _path;
    private readonly IDisposable? _gate;
    private readonly SnapshotFile _data;
    private readonly SnapshotFile _log;
    private readonly Dictionary<uint, long> _newer;

    /// <summary>Opens a database that LiteDB could read a moment ago.</summary>
    /// <exception cref="IOException">The writer is rewriting the database just now: try again.</exception>
    public PageSnapshot(StudyFolder folder)
    {
        _path = folder.Database;
        _gate = ReaderGate.EnterToRead(folder);
        _data = new SnapshotFile(folder.Database);
        _log = new SnapshotFile(folder.Log);
        _newer = Committed(_log);
        Count = Math.Max((uint)(_data.Length / PageLayout.Bytes), _newer.Keys.DefaultIfEmpty().Max() + 1);
    }

    /// <summary>Number of pages, used or not.</summary>
    public uint Count { get; }

    /// <summary>Reads a page.</summary>
    /// <param name="number">Below <see cref="Count"/>.</param>
    /// <param name="page">Of <see cref="PageLayout.Bytes"/> bytes; zeros where the page was never written.</param>
    public void Read(uint number, Span<byte> page)
    {
        var read = _newer.TryGetValue(number, out var position) ? _log.ReadAt(position, page) : _data.ReadAt((long)number * PageLayout.Bytes, page);
        page[read..].Clear();
    }

    /// <summary>What to throw where a page cannot be understood.</summary>
    public UserErrorException Damaged(uint number) =>
        new(new SourcePlace(_path), ErrorCodes.CorruptFile, $"page {number} of the database is damaged; restore the study's folder from a copy");

    /// <inheritdoc/>
    public void Dispose()
    {
        _log.Dispose();
        _data.Dispose();
        _gate?.Dispose();
    }

    /// <summary>Newest place in the log of each page that a finished transaction wrote.</summary>
    private static Dictionary<uint, long> Committed(SnapshotFile log)
    {
        var (places, open) = (new Dictionary<uint, long>(), new Dictionary<uint, List<(uint Page, long Position)>>());
        Span<byte> header = stackalloc byte[PageLayout.HeaderBytes];
        for (long position = 0; position < log.Length; position += PageLayout.Bytes)
        {
            log.ReadAt(position, header);
            var transaction = PageLayout.Transaction(header);
            if (!open.TryGetValue(transaction, out var written)) open[transaction] = written = [];
            written.Add((PageLayout.Number(header), position));
            if (!PageLayout.IsConfirmed(header)) continue;
            foreach (var (page, place) in written) places[page] = place;
            open.Remove(transaction);
        }
        return places;
    }
}
