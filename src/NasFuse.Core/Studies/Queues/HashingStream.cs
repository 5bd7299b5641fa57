using System.Security.Cryptography;

namespace NasFuse.Core.Studies.Queues;

/// <summary>Passes on what is written and hashes it on the way. Write-only; leaves the target open; not thread-safe.</summary>
/// <param name="target">Where it goes.</param>
/// <param name="mostBytes">Bytes that may be written; a write beyond them throws <see cref="IOException"/> and passes nothing on.</param>
public sealed class HashingStream(Stream target, long mostBytes = long.MaxValue) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _bytes;

    /// <summary>What everything written so far is called.</summary>
    public ArtefactKey Key => new(Convert.ToHexStringLower(_hash.GetCurrentHash()), _bytes);

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _bytes;

    /// <inheritdoc/>
    public override long Position
    {
        get => _bytes;
        set => throw OnlyForward();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Check(buffer.Length);
        target.Write(buffer);
        Count(buffer);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Check(buffer.Length);
        await target.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count(buffer.Span);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush() => target.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw OnlyForward();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw OnlyForward();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw OnlyForward();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private void Check(int more)
    {
        if (more > mostBytes - _bytes) throw new IOException($"more than the announced {mostBytes} bytes");
    }

    private void Count(ReadOnlySpan<byte> written)
    {
        _hash.AppendData(written);
        _bytes += written.Length;
    }

    private static NotSupportedException OnlyForward() => new("An artefact is written from its first byte to its last, and only written here.");
}
