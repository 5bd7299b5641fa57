using NasFuse.Storage.Engine.Pages;

namespace NasFuse.Storage.Engine;

/// <summary>The database's log: appended to by a thread of LiteDB, made durable by the writer thread.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LogFile : PageFile
{
    private readonly object _change = new();
    private long _written;
    private long _durable;
    private Exception? _failure;

    public LogFile(string path)
        : base(path) => _written = _durable = Length;

    /// <summary>So many bytes from the start are on the disk.</summary>
    public long DurableBytes
    {
        get
        {
            lock (_change) return _durable;
        }
    }

    /// <summary>Why nothing more can be written, or null while all is well.</summary>
    public IOException? Failure
    {
        get
        {
            lock (_change) return _failure is null ? null : new IOException($"The database's log could not be written: {_failure.Message}", _failure);
        }
    }

    /// <summary>Writes a page behind the end and takes it back. While it opens, LiteDB may wait for ever for a write that failed.</summary>
    /// <exception cref="IOException">There is no room, or the log cannot be written.</exception>
    public void RequireRoom()
    {
        var end = Position = Length;
        try
        {
            base.Write(new byte[PageLayout.Bytes], 0, PageLayout.Bytes);
        }
        catch (Exception failure)
        {
            Fail(failure);
            throw;
        }
        base.SetLength(end);
        Position = 0;
    }

    /// <summary>Returns when the first <paramref name="length"/> bytes are on the disk.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public void MakeDurable(long length)
    {
        lock (_change)
        {
            while (_written < length && _failure is null) Monitor.Wait(_change);
            if (Failure is { } failure) throw failure;
            if (_durable >= length) return;
        }

        FlushToDisk();
        lock (_change) _durable = length;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            base.Write(buffer, offset, count);
            Wrote(Position);
        }
        catch (Exception failure)
        {
            Fail(failure);
            throw;
        }
    }

    public override void SetLength(long value)
    {
        base.SetLength(value);
        lock (_change) _written = _durable = value;
    }

    /// <summary>Does nothing: LiteDB flushes at moments of its own, and one flush per batch, by <see cref="MakeDurable"/>, is enough.</summary>
    public override void Flush()
    {
    }

    private void Wrote(long length)
    {
        lock (_change)
        {
            _written = Math.Max(_written, length);
            Monitor.PulseAll(_change);
        }
    }

    private void Fail(Exception failure)
    {
        lock (_change)
        {
            _failure = failure;
            Monitor.PulseAll(_change);
        }
    }
}
