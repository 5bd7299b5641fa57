using NasFuse.Core.Diagnostics;

namespace NasFuse.Data.Surveys;

/// <summary>Tells the format of a data set by the folders in it.</summary>
internal static class FolderLayouts
{
    private static readonly (string Format, string[] Folders)[] s_marks =
    [
        ("camvid", ["train", "trainannot", "val", "valannot"]),
        ("cityscapes", ["leftImg8bit/train", "gtFine/train"]),
        ("folder", ["train/images", "train/masks", "val/images", "val/masks"]),
    ];

    /// <summary>Name of the format.</summary>
    /// <exception cref="UserErrorException">The folder is not there, or has no layout that is known.</exception>
    public static string Find(string root)
    {
        if (!Directory.Exists(root)) throw new UserErrorException(new SourcePlace(root), ErrorCodes.FileUnreadable, "there is no such folder");
        try
        {
            return FormatOf(root) ?? throw Unknown(root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(new SourcePlace(root), ErrorCodes.FileUnreadable, $"the folder cannot be listed: {exception.Message}");
        }
    }

    private static string? FormatOf(string root) =>
        s_marks.FirstOrDefault(mark => mark.Folders.All(folder => Directory.Exists(Path.Combine(root, folder)))).Format;

    private static UserErrorException Unknown(string root)
    {
        string[] below = [.. Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)];
        var hint = below.FirstOrDefault(folder => FormatOf(folder) is not null) is { } near ? $" Did you mean {near}?" : "";
        var found = below.Length == 0 ? "no folders" : string.Join(", ", below.Take(8).Select(folder => Path.GetFileName(folder) + "/"));
        var layouts = SegmentationDatasets.Formats.Where(format => format.NeedsRoot).Select(format => $"\n  {format.Name}: {format.Layout}");
        return new UserErrorException(
            new SourcePlace(root), ErrorCodes.BadData, $"no known layout of a data set; it holds {found}.{hint} Layouts:{string.Concat(layouts)}");
    }
}
