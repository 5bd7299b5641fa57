using System.Security.Cryptography;

namespace NasFuse.Torch.Files;

/// <summary>Content of a file that was written.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256.</param>
public readonly record struct WrittenFile(long Bytes, string Sha256);

/// <summary>Writes files that are either there with all their content or not there at all.</summary>
public static class AtomicFile
{
    /// <summary>Writes a temporary file beside the target, brings it to disk, and renames it over the target.</summary>
    /// <param name="path">The target; its folder exists.</param>
    /// <param name="write">Writes the content; the stream can be read and positioned. When it throws, the target stays as it was.</param>
    public static WrittenFile Write(string path, Action<Stream> write)
    {
        var temporary = path + ".unfinished";
        try
        {
            WrittenFile written;
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16))
            {
                write(file);
                file.Position = 0;
                written = new WrittenFile(file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
            return written;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
