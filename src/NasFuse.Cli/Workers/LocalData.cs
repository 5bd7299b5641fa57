using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Data;

namespace NasFuse.Cli.Workers;

/// <summary>Where data sets lie on a worker's machine. A study says which data it needs, never where they are.</summary>
/// <param name="Folders">Folders by name of a format, or <see cref="Any"/>.</param>
internal sealed record LocalData(IReadOnlyDictionary<string, string> Folders)
{
    /// <summary>Name that stands for any format.</summary>
    public const string Any = "root";

    /// <summary>Reads arguments of <c>--data</c>.</summary>
    /// <exception cref="UserErrorException">One is not of the form name=path, names no format, or its folder is not there; all mistakes at once.</exception>
    public static LocalData Parse(IReadOnlyList<string> arguments)
    {
        var (folders, errors) = (new Dictionary<string, string>(StringComparer.Ordinal), new DiagnosticBag());
        string[] names = [.. SegmentationDatasets.Formats.Where(format => format.NeedsRoot).Select(format => format.Name), Any];
        foreach (var argument in arguments)
        {
            var place = new SourcePlace($"--data {argument}");
            if (argument.Split('=', 2) is not [var name, var folder])
                errors.Add(place, ErrorCodes.BadSetting, $"must be name=path, e.g. {names[0]}=/data/{names[0]}");
            else if (!names.Contains(name)) errors.Add(place, ErrorCodes.UnknownName, $"'{name}' is no format with files. {NearestName.Hint(name, names)}");
            else if (!Directory.Exists(folder)) errors.Add(place, ErrorCodes.FileUnreadable, $"there is no folder '{folder}'");
            else folders[name] = Path.GetFullPath(folder);
        }
        errors.ThrowIfAny();
        return new LocalData(folders);
    }

    /// <summary>A study's data as they are here.</summary>
    /// <exception cref="UserErrorException">This worker was not told where they are.</exception>
    public DataSpecification Locate(DataSpecification wanted)
    {
        var format = SegmentationDatasets.Formats.FirstOrDefault(format => format.Name == wanted.Format);
        if (format is { NeedsRoot: false }) return wanted with { Root = null };
        return Folders.TryGetValue(wanted.Format, out var folder) || Folders.TryGetValue(Any, out folder)
            ? wanted with { Root = folder }
            : throw new UserErrorException(
                new SourcePlace("--data"), ErrorCodes.MissingKey,
                $"this worker does not know where data set '{wanted.Format}' lies; start it with --data {wanted.Format}=PATH");
    }
}
