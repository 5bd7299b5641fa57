using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>Brings the bytes of a configuration file into memory.</summary>
internal static class ConfigurationFile
{
    /// <summary>Reads and parses a file.</summary>
    /// <returns>What stands in it, or null when it could not be read or is not JSON.</returns>
    public static JsonNodeAt? Parse(string path, DiagnosticBag bag) => ReadBytes(path, bag) is { } bytes ? LocatedJson.Parse(path, bytes, bag) : null;

    /// <summary>Reads a file of at most <see cref="LocatedJson.MaxBytes"/>.</summary>
    /// <returns>Its bytes, or null when it could not be read.</returns>
    public static byte[]? ReadBytes(string path, DiagnosticBag bag)
    {
        try
        {
            if (Directory.Exists(path)) return Reject("is a folder; name a file in it");
            using var file = File.OpenRead(path);
            var length = file.Length;
            if (length > LocatedJson.MaxBytes) return TooLarge(length);
            var bytes = new byte[length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Reject("does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Reject($"cannot be read: {e.Message}");
        }

        byte[]? Reject(string problem)
        {
            bag.Add(new SourcePlace(path), ErrorCodes.FileUnreadable, $"{Excerpt.Quote(path)} {problem}");
            return null;
        }

        byte[]? TooLarge(long length)
        {
            bag.Add(new SourcePlace(path, 1, 1), ErrorCodes.MalformedJson, LocatedJson.TooLarge(length));
            return null;
        }
    }
}
