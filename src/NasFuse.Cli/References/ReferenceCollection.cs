using NasFuse.Core.Diagnostics;

namespace NasFuse.Cli.References;

/// <summary>A folder of references: <c>*.arch</c>, <c>controlled/*.arch</c>, <c>full/*.arch</c>.</summary>
/// <param name="Folder">The folder.</param>
internal sealed record ReferenceCollection(string Folder)
{
    /// <summary>What the files are called.</summary>
    public const string Pattern = "*.arch";

    private static readonly string s_usual = Path.Combine("search-spaces", "references");

    /// <summary>Where the references that come with NasFuse are: here when one works in the repository, else beside the program.</summary>
    public static string Shipped => Directory.Exists(s_usual) ? s_usual : Path.Combine(AppContext.BaseDirectory, s_usual);

    /// <summary>Families that a person chose by name and that have files.</summary>
    /// <param name="choice">Name of a family, or <see cref="ReferenceFamily.AllName"/>.</param>
    /// <param name="candidates">Families that can be chosen.</param>
    /// <exception cref="UserErrorException">There are no files.</exception>
    public IReadOnlyList<ReferenceFamily> Choose(string choice, IReadOnlyList<ReferenceFamily> candidates)
    {
        ReferenceFamily[] chosen = [.. candidates.Where(family => (choice == ReferenceFamily.AllName || family.Name == choice) && Files(family).Length > 0)];
        if (chosen.Length > 0) return chosen;
        var place = choice == ReferenceFamily.AllName ? Folder : PathOf(candidates.Single(family => family.Name == choice));
        throw new UserErrorException(
            new SourcePlace(place), ErrorCodes.FileUnreadable, $"there are no reference architectures ({Pattern}) in this folder; name another with --from");
    }

    /// <summary>Folder of a family.</summary>
    public string PathOf(ReferenceFamily family) => Path.Combine(Folder, family.Folder);

    /// <summary>All references of some families, by class, then by name.</summary>
    /// <exception cref="UserErrorException">A file is not valid; every mistake of all files with its place.</exception>
    public IReadOnlyList<Reference> Read(IReadOnlyList<ReferenceFamily> families)
    {
        var errors = new DiagnosticBag();
        Reference[] references = [.. families.SelectMany(family => Files(family).Select(file => TryRead(file, family, errors))).OfType<Reference>()];
        errors.ThrowIfAny();
        return
        [
            .. references.OrderBy(reference => ReferenceFamily.All.ToList().IndexOf(reference.Family))
                .ThenBy(reference => Reference.Classes.ToList().IndexOf(reference.Class)).ThenBy(reference => reference.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The reference of a name: that of its file, with or without the family's folder, or of its system; case does not count.</summary>
    /// <exception cref="UserErrorException">There is none, or its file is not valid.</exception>
    public Reference Find(string name)
    {
        var files = ReferenceFamily.All.SelectMany(family => Files(family).Select(file => (family, file))).ToArray();
        foreach (var (family, file) in files)
        {
            var stem = Path.GetFileNameWithoutExtension(file);
            if (new[] { stem, $"{family.Name}/{stem}" }.Contains(name, StringComparer.OrdinalIgnoreCase)) return Reference.Read(file, family);
        }
        var bySystem = files.Select(pair => TryRead(pair.file, pair.family, new DiagnosticBag()))
            .FirstOrDefault(reference => string.Equals(reference?.System, name, StringComparison.OrdinalIgnoreCase));
        string[] known = [.. files.Select(pair => pair.family.NameOf(Path.GetFileNameWithoutExtension(pair.file)))];
        return bySystem ?? throw new UserErrorException(new SourcePlace(Folder), ErrorCodes.NotFound, $"there is no reference '{name}'. {NearestName.Hint(name, known)}");
    }

    private string[] Files(ReferenceFamily family) =>
        Directory.Exists(PathOf(family)) ? [.. Directory.EnumerateFiles(PathOf(family), Pattern).Order(StringComparer.Ordinal)] : [];

    private static Reference? TryRead(string file, ReferenceFamily family, DiagnosticBag errors)
    {
        try
        {
            return Reference.Read(file, family);
        }
        catch (UserErrorException mistakes)
        {
            errors.AddRange(mistakes.Diagnostics);
            return null;
        }
    }
}
