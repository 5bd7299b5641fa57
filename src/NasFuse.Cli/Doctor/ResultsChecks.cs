using NasFuse.Storage;

namespace NasFuse.Cli.Doctor;

/// <summary>The results folder: can it be written, is there room, who is at work.</summary>
internal static class ResultsChecks
{
    private const long NeededBytes = 1L << 30;

    public static IEnumerable<Finding> Run(string results)
    {
        yield return Finding.From("results folder", () => Folder(results), "Name a folder you may write to with --results.");
        yield return Finding.From("disk", () => Disk(results), "Name a folder on another disk with --results.");
        foreach (var name in StudyFolders.List(results))
            yield return Finding.From($"study {name}", () => Study(new StudyFolder(Path.Combine(results, name))), "Look at the folder's permissions.");
    }

    private static Finding Folder(string results)
    {
        var nearest = NearestExisting(results);
        var probe = Path.Combine(nearest, $".nasfuse-doctor-{Environment.ProcessId}");
        File.WriteAllText(probe, "");
        File.Delete(probe);
        return Directory.Exists(results)
            ? new Finding("results folder", Verdict.Pass, $"'{results}' can be written, {StudyFolders.List(results).Count} studies")
            : new Finding("results folder", Verdict.Pass, $"'{results}' is not there yet and can be made");
    }

    private static Finding Disk(string results)
    {
        var free = new DriveInfo(Path.GetFullPath(NearestExisting(results))).AvailableFreeSpace;
        var enough = free >= NeededBytes;
        return new Finding("disk", enough ? Verdict.Pass : Verdict.Warn, $"{Bytes.Text(free)} free for results",
            enough ? null : "Weights of a long search can take 1 GiB and more; make room.");
    }

    private static Finding Study(StudyFolder folder) => StudyLocks.OwnerOf(folder) is { } owner
        ? new Finding($"study {folder.Name}", Verdict.Warn, $"is being written by {owner}", "Reading commands work meanwhile; a second search on it has to wait.")
        : new Finding($"study {folder.Name}", Verdict.Pass, "is not locked");

    private static string NearestExisting(string path)
    {
        var folder = Path.GetFullPath(path);
        while (!Directory.Exists(folder))
        {
            if (File.Exists(folder)) throw new IOException($"'{folder}' is a file, not a folder");
            folder = Path.GetDirectoryName(folder)!;
        }
        return folder;
    }
}
