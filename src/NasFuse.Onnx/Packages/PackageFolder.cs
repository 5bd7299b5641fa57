using System.Text.Json;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Onnx.Packages;

/// <summary>Puts a complete folder in place by renaming, so that nobody ever sees half a package.</summary>
internal static class PackageFolder
{
    /// <summary>Writes all files into a fresh folder beside <paramref name="folder"/>, then swaps it in.</summary>
    /// <exception cref="UserErrorException">The folder holds something else than a package, or cannot be written.</exception>
    public static void Replace(string folder, IReadOnlyList<KeyValuePair<string, byte[]>> files, IReadOnlyCollection<string> disposable)
    {
        var target = Target(folder);
        RequireReplaceable(folder, disposable);
        var fresh = Sibling(target, "new");
        try
        {
            WriteAll(fresh, files);
            Swap(fresh, target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(new SourcePlace(folder), ErrorCodes.FileUnreadable, $"the package cannot be written: {failure.Message}");
        }
        finally
        {
            if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        }
    }

    /// <summary>Refuses a folder that holds anything but a package or disposable files.</summary>
    /// <exception cref="UserErrorException">It does.</exception>
    public static void RequireReplaceable(string folder, IReadOnlyCollection<string> disposable)
    {
        var target = Target(folder);
        if (File.Exists(target)) throw Conflict(folder, "a file of this name stands there");
        if (!Directory.Exists(target) || Directory.EnumerateFileSystemEntries(target).All(entry => disposable.Contains(Path.GetFileName(entry)))) return;
        if (!IsPackage(target)) throw Conflict(folder, "the folder holds something that is not a deployment package");
    }

    private static string Target(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private static bool IsPackage(string target)
    {
        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(target, DeploymentPackage.ManifestFile)));
            return manifest.RootElement.ValueKind == JsonValueKind.Object
                && manifest.RootElement.TryGetProperty("format", out var format)
                && format.ValueKind == JsonValueKind.String && format.GetString() == DeploymentManifest.FormatName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    private static void WriteAll(string folder, IReadOnlyList<KeyValuePair<string, byte[]>> files)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in files)
        {
            using var stream = new FileStream(Path.Combine(folder, name), FileMode.CreateNew);
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
    }

    private static void Swap(string fresh, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(fresh, target);
            return;
        }
        var old = Sibling(target, "old");
        Directory.Move(target, old);
        try
        {
            Directory.Move(fresh, target);
        }
        catch
        {
            Directory.Move(old, target);
            throw;
        }
        Directory.Delete(old, recursive: true);
    }

    // Beside the target, because renaming is atomic only within one file system.
    private static string Sibling(string target, string role) =>
        Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Path.GetFileName(target)}.{role}-{Path.GetRandomFileName()}");

    private static UserErrorException Conflict(string folder, string what) =>
        new(new SourcePlace(folder), ErrorCodes.OutputConflict, $"{what}; nothing was written. Choose another folder, or remove it first.");
}
