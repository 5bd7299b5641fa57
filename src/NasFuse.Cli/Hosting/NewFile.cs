using NasFuse.Core.Diagnostics;

namespace NasFuse.Cli.Hosting;

/// <summary>Writes a text file that was not there before: it appears with all its content or not at all.</summary>
internal static class NewFile
{
    /// <exception cref="UserErrorException">There is something of that name, or it cannot be written there.</exception>
    public static void Write(string path, string text) => Write(path, unfinished => File.WriteAllText(unfinished, text));

    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content into a file of another name.</param>
    /// <exception cref="UserErrorException">There is something of that name, or it cannot be written there.</exception>
    public static void Write(string path, Action<string> write)
    {
        if (Path.Exists(path)) throw Exists(path);
        var unfinished = path + ".unfinished";
        try
        {
            write(unfinished);
            File.Move(unfinished, path);
        }
        catch (IOException) when (Path.Exists(path))
        {
            File.Delete(unfinished);
            throw Exists(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserErrorException(new SourcePlace(path), ErrorCodes.OutputConflict, $"cannot be written: {e.Message}");
        }
    }

    private static UserErrorException Exists(string path) =>
        new(new SourcePlace(path), ErrorCodes.OutputConflict, "is there already; nothing was written. Choose another name, or remove it first.");
}
