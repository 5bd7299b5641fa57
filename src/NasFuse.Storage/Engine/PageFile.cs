using Microsoft.Win32.SafeHandles;

namespace NasFuse.Storage.Engine;

/// <summary>A database file as a stream whose <see cref="Flush"/> reaches the disk.</summary>
/// <remarks>
/// LiteDB wraps streams of its caller so that every use is under a lock and preceded by setting <see cref="Position"/>;
/// reads, writes and lengths go straight to the file, so the instance is as thread-safe as positional file access.
/// Giving LiteDB streams instead of a file name is what makes writes durable: by itself it returns from a commit before the operating system has the pages.
/// </remarks>
internal class PageFile(string path) : Stream
{
    private readonly SafeFileHandle _handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => RandomAccess.GetLength(_handle);

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = RandomAccess.Read(_handle, buffer.AsSpan(offset, count), Position);
        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        RandomAccess.Write(_handle, buffer.AsSpan(offset, count), Position);
        Position += count;
    }

    public override void SetLength(long value) => RandomAccess.SetLength(_handle, value);

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush() => FlushToDisk();

    protected void FlushToDisk() => RandomAccess.FlushToDisk(_handle);

    protected override void Dispose(bool disposing)
    {
        _handle.Dispose();
        base.Dispose(disposing);
    }
}
