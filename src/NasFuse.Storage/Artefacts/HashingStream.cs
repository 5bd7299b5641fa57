using System.Security.Cryptography;

namespace NasFuse.Storage.Artefacts;

/// <summary>Passes on what is written and hashes it on the way. Write-only; not thread-safe.</summary>
internal sealed class HashingStream(Stream target) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _bytes;

    /// <summary>Lower-case hexadecimal SHA-256 of everything written.</summary>
    public string Sha256 => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _bytes;

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException("An artefact is written from its first byte to its last.");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        target.Write(buffer);
        _hash.AppendData(buffer);
        _bytes += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An artefact is only written here.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("An artefact is written from its first byte to its last.");

    public override void SetLength(long value) => throw new NotSupportedException("An artefact is written from its first byte to its last.");

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }
}
