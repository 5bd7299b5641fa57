using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Data.Formats;

namespace NasFuse.Data;

/// <summary>All data set formats by name, found by reflection: a new format is one new file. Thread-safe.</summary>
public static class SegmentationDatasets
{
    private const int ShownProblems = 20;

    /// <summary>The formats, sorted by name.</summary>
    public static IReadOnlyList<DatasetFormat> Formats { get; } =
    [
        .. typeof(SegmentationDatasets).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DatasetFormat)) && !type.IsAbstract)
            .Select(type => (DatasetFormat)Activator.CreateInstance(type)!)
            .OrderBy(format => format.Name, StringComparer.Ordinal),
    ];

    /// <summary>Opens a data set: lists its files and checks that every image has labels; contents are read later.</summary>
    /// <exception cref="UserErrorException">The format is unknown, a folder or label file is missing, a split is empty, <c>classes.json</c> is wrong …</exception>
    public static SegmentationDataset Open(DataSpecification specification)
    {
        var problems = new DatasetProblems();
        var dataset = Open(specification, problems);
        var errors = problems.Errors.Diagnostics;
        if (errors.Count > ShownProblems)
            throw new UserErrorException([.. errors.Take(ShownProblems), new Diagnostic(errors[0].Place, ErrorCodes.BadData, $"{errors.Count - ShownProblems} more of the kind; 'nasfuse dataset check' lists all")]);
        problems.Errors.ThrowIfAny();
        return dataset;
    }

    /// <summary>Reads what the command line takes: <c>format</c> or <c>format:root</c>, e.g. <c>folder:data/mine</c>.</summary>
    /// <exception cref="UserErrorException">The format is unknown.</exception>
    public static DataSpecification Parse(string text)
    {
        var colon = text.IndexOf(':');
        var specification = colon < 0
            ? new DataSpecification { Format = text }
            : new DataSpecification { Format = text[..colon], Root = text[(colon + 1)..] };
        if (colon < 0 && Directory.Exists(text) && Formats.All(format => format.Name != text))
            throw new UserErrorException(new SourcePlace(text), ErrorCodes.UnknownName, $"a data set is written 'format:folder'. Did you mean 'folder:{text}'?");
        FindFormat(specification.Format);
        return specification;
    }

    internal static SegmentationDataset Open(DataSpecification specification, DatasetProblems problems)
    {
        var format = FindFormat(specification.Format);
        CheckSize(specification);
        if (format.NeedsRoot) CheckRoot(format, specification.Root);
        try
        {
            return format.Open(specification, problems);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(new SourcePlace(specification.Root ?? format.Name), ErrorCodes.FileUnreadable, $"the data set cannot be listed: {exception.Message}");
        }
    }

    private static DatasetFormat FindFormat(string name) =>
        Formats.FirstOrDefault(format => format.Name == name)
        ?? throw new UserErrorException(new SourcePlace("data.format"), ErrorCodes.UnknownName, $"unknown data set format '{name}'. {NearestName.Hint(name, [.. Formats.Select(f => f.Name)])}");

    private static void CheckSize(DataSpecification specification)
    {
        if (specification.Size is not [>= 16 and <= 8192, >= 16 and <= 8192])
            throw new UserErrorException(new SourcePlace("data.size"), ErrorCodes.OutOfRange, $"[{string.Join(", ", specification.Size)}] is no size: height and width are needed, 16..8192 each");
    }

    private static void CheckRoot(DatasetFormat format, string? root)
    {
        if (string.IsNullOrWhiteSpace(root))
            throw new UserErrorException(new SourcePlace("data.root"), ErrorCodes.MissingKey, $"format '{format.Name}' needs the folder of the data set ({format.Layout})");
        if (!Directory.Exists(root))
            throw new UserErrorException(new SourcePlace(root), ErrorCodes.FileUnreadable, $"the data set's folder does not exist. {SiblingHint(root)}Layout of '{format.Name}': {format.Layout}");
    }

    private static string SiblingHint(string root)
    {
        if (root.Contains('\0')) return "";
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)));
        if (parent is null || !Directory.Exists(parent)) return "";
        var near = NearestName.Find(Path.GetFileName(Path.TrimEndingDirectorySeparator(root)), Directory.EnumerateDirectories(parent).Select(path => Path.GetFileName(path)));
        return near is null ? "" : $"Did you mean '{near}'? ";
    }
}
