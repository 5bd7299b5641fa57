using System.CommandLine;
using System.Text;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Cli.Hosting;

/// <summary>Writes a picture or page that can be made again at any time: whole or not at all, over what was there.</summary>
internal static class OutputFile
{
    /// <summary><c>-o FILE</c></summary>
    public static Option<string?> Option(string description) => new("--output", "-o") { Description = description, HelpName = "FILE" };

    /// <summary>Writes text in UTF-8.</summary>
    /// <exception cref="UserErrorException">It cannot be written there.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    /// <exception cref="UserErrorException">It cannot be written there.</exception>
    public static void Write(string path, byte[] content)
    {
        var unfinished = path + ".unfinished";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            File.WriteAllBytes(unfinished, content);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            if (File.Exists(unfinished)) File.Delete(unfinished);
            throw new UserErrorException(new SourcePlace(path), ErrorCodes.OutputConflict, $"cannot be written: {e.Message}");
        }
    }
}
