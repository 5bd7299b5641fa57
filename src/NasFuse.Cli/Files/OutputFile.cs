using System.CommandLine;
using System.Text;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Cli.Files;

/// <summary>Writes files that a person asked for: each appears with all its content or stays as it was.</summary>
internal static class OutputFile
{
    /// <summary><c>-o FILE</c></summary>
    public static Option<string?> Option(string description) => new("--output", "-o") { Description = description, HelpName = "FILE" };

    /// <summary>Writes text in UTF-8 over what was there; for what can be made again at any time.</summary>
    /// <exception cref="UserErrorException">It cannot be written there.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes over what was there.</summary>
    /// <exception cref="UserErrorException">It cannot be written there.</exception>
    public static void Write(string path, byte[] content) => Write(path, file => file.Write(content), overwrite: true);

    /// <summary>Writes text in UTF-8 into a file that was not there before.</summary>
    /// <exception cref="UserErrorException">There is something of that name, or it cannot be written there.</exception>
    public static void WriteNew(string path, string text) => WriteNew(path, file => file.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a file that was not there before.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="UserErrorException">There is something of that name, or it cannot be written there.</exception>
    public static void WriteNew(string path, Action<Stream> write)
    {
        if (Path.Exists(path)) throw IsThere(path);
        Write(path, write, overwrite: false);
    }

    private static void Write(string path, Action<Stream> write, bool overwrite)
    {
        var unfinished = path + ".unfinished";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            using (var file = File.Create(unfinished)) write(file);
            File.Move(unfinished, path, overwrite);
        }
        catch (IOException) when (!overwrite && Path.Exists(path))
        {
            throw IsThere(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserErrorException(new SourcePlace(path), ErrorCodes.OutputConflict, $"cannot be written: {e.Message}");
        }
        finally
        {
            if (File.Exists(unfinished)) File.Delete(unfinished);
        }
    }

    private static UserErrorException IsThere(string path) =>
        new(new SourcePlace(path), ErrorCodes.OutputConflict, "is there already; nothing was written. Choose another name, or remove it first.");
}
