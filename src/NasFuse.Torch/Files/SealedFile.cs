using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace NasFuse.Torch.Files;

/// <summary>A binary file that proves to be whole: a mark that names its format, its content, and the content's SHA-256.</summary>
internal static class SealedFile
{
    private static readonly byte[] s_mark = Encoding.ASCII.GetBytes("NASFUSE1");

    /// <summary>Writes a file atomically.</summary>
    public static void Write(string path, Action<BinaryWriter> write)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true)) write(writer);
        var bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
        AtomicFile.Write(path, file =>
        {
            file.Write(s_mark);
            file.Write(bytes.Span);
            file.Write(SHA256.HashData(bytes.Span));
        });
    }

    /// <summary>Reads a file and proves it, or says what is wrong with it.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out byte[]? content, [NotNullWhen(false)] out string? complaint)
    {
        content = null;
        complaint = null;
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            complaint = failure.Message;
            return false;
        }
        if (file.Length < s_mark.Length + SHA256.HashSizeInBytes || !file.AsSpan(0, s_mark.Length).SequenceEqual(s_mark)) complaint = $"{path} is no file of this kind, or was cut short";
        else if (!SHA256.HashData(file.AsSpan(s_mark.Length..^SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(file.AsSpan(^SHA256.HashSizeInBytes..))) complaint = $"{path} is damaged";
        if (complaint is not null) return false;
        content = file[s_mark.Length..^SHA256.HashSizeInBytes];
        return true;
    }
}
