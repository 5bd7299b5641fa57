namespace NasFuse.Torch.Files;

/// <summary>Writes files that are either there with all their content or not there at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a temporary file beside the target, brings it to disk, and renames it over the target.</summary>
    /// <param name="path">The target; its folder exists.</param>
    /// <param name="write">Writes the content. When it throws, the target stays as it was.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = path + ".unfinished";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
