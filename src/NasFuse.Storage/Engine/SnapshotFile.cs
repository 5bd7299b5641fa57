using Microsoft.Win32.SafeHandles;
using NasFuse.Storage.Engine.Pages;

namespace NasFuse.Storage.Engine;

/// <summary>The whole pages that a database file has at this moment, for reading only: what a writer appends later is not seen.</summary>
/// <remarks>As thread-safe as positional file access. A file that does not exist is empty.</remarks>
internal sealed class SnapshotFile(string path) : Stream
{
    private readonly SafeFileHandle? _handle =
        File.Exists(path) ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;

    private long? _length;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    // The last page may be half-written just now; LiteDB would cut it off, which is the writer's business.
    public override long Length => _length ??= _handle is null ? 0 : RandomAccess.GetLength(_handle) / PageLayout.Bytes * PageLayout.Bytes;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = ReadAt(Position, buffer.AsSpan(offset, count));
        Position += read;
        return read;
    }

    /// <summary>Reads at a place, whatever <see cref="Position"/> is; returns the number of bytes that are there.</summary>
    public int ReadAt(long position, Span<byte> buffer)
    {
        if (_handle is null || position >= Length) return 0;
        return RandomAccess.Read(_handle, buffer[..(int)Math.Min(buffer.Length, Length - position)], position);
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A snapshot is never written.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A snapshot is never written.");

    protected override void Dispose(bool disposing)
    {
        _handle?.Dispose();
        base.Dispose(disposing);
    }
}
