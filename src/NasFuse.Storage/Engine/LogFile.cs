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

    /// <summary>Returns when the first <paramref name="length"/> bytes are on the disk.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public void MakeDurable(long length)
    {
        lock (_change)
        {
            while (_written < length && _failure is null) Monitor.Wait(_change);
            if (_failure is not null) throw new IOException("The database's log could not be written.", _failure);
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
