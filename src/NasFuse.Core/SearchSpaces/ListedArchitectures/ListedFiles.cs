using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces.ListedArchitectures;

/// <summary>Finds and reads the architecture files of a list.</summary>
/// <param name="folder">Folder that patterns are relative to.</param>
/// <param name="patterns">What is looked for.</param>
internal sealed class ListedFiles(string folder, IReadOnlyList<string> patterns)
{
    private static readonly EnumerationOptions s_exact = new() { MatchType = MatchType.Simple, MatchCasing = MatchCasing.CaseSensitive };

    private readonly DiagnosticBag _errors = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The architectures in the order of the patterns, within a pattern by name; a file that two patterns match comes once.</summary>
    /// <exception cref="UserErrorException">A pattern matches nothing, or a file is not valid; every mistake with its place.</exception>
    public IReadOnlyList<ListedArchitectureOptions> Read()
    {
        ListedArchitectureOptions[] listed = [.. patterns.SelectMany((pattern, i) => ReadAll(pattern, new SourcePlace($"files[{i}]")))];
        _errors.ThrowIfAny();
        return listed;
    }

    private IEnumerable<ListedArchitectureOptions> ReadAll(string pattern, SourcePlace place)
    {
        if (Find(pattern) is not { } files)
            _errors.Add(place, ErrorCodes.OutOfRange, $"'{pattern}' must be a path relative to the space's folder, with '*' or '?' only in the last part");
        else if (files.Length == 0) _errors.Add(place, ErrorCodes.FileUnreadable, $"no file matches '{pattern}', seen from the folder '{folder}'");
        else return files.Where(_seen.Add).Select(file => Read(file, place)).OfType<ListedArchitectureOptions>();
        return [];
    }

    /// <summary>Paths from the folder, sorted; null when the pattern is none.</summary>
    private string[]? Find(string pattern)
    {
        var (parent, name) = pattern.LastIndexOf('/') is >= 0 and var slash ? (pattern[..slash], pattern[(slash + 1)..]) : ("", pattern);
        if (name.Length == 0 || Path.IsPathRooted(pattern) || pattern.AsSpan().ContainsAny('\\', '\0') || parent.AsSpan().ContainsAny('*', '?')) return null;
        var searched = Path.Combine(folder, parent);
        if (!Directory.Exists(searched)) return [];
        var files = Directory.EnumerateFiles(searched, name, s_exact).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
        return [.. files.Select(file => parent.Length == 0 ? file : $"{parent}/{file}")];
    }

    private ListedArchitectureOptions? Read(string file, SourcePlace place)
    {
        try
        {
            var architecture = ArchitectureFile.Read(Path.Combine(folder, file)).Architecture;
            // Comments are left out: a mended remark is no other architecture.
            return new ListedArchitectureOptions { Name = Path.ChangeExtension(file, null), Text = ArchitectureText.Format(architecture) };
        }
        catch (UserErrorException mistakes)
        {
            _errors.AddRange(mistakes.Diagnostics.Select(mistake => mistake.Place.Line > 0 ? mistake : mistake with { Place = place }));
            return null;
        }
    }
}
