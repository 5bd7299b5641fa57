using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Data.Pictures;

namespace NasFuse.Data.Formats;

/// <summary>Finds the files of a split and joins images with label files by their common name.</summary>
internal static class FilePairing
{
    /// <summary>A place where one kind of file lies.</summary>
    /// <param name="Folder">The folder.</param>
    /// <param name="Suffix">What follows the common name, without extension, e.g. <c>_leftImg8bit</c>.</param>
    /// <param name="Nested">True when the files are one folder further down.</param>
    internal sealed record Source(string Folder, string Suffix = "", bool Nested = false);

    /// <summary>Pairs of a split in ordinal order of their names, at most as many as the specification allows.</summary>
    /// <param name="split">The split.</param>
    /// <param name="images">Where images are.</param>
    /// <param name="masks">Where label files (PNG) are.</param>
    /// <param name="specification">For its limits.</param>
    /// <param name="problems">Takes missing folders, images without labels, and labels without image.</param>
    public static ImmutableArray<FilePair> Join(Split split, Source images, Source masks, DataSpecification specification, DatasetProblems problems)
    {
        if (split == Split.Test && !(Directory.Exists(images.Folder) && Directory.Exists(masks.Folder))) return [];
        if (!(FolderExists(images.Folder, problems) & FolderExists(masks.Folder, problems))) return [];

        var imageFiles = Files(images, RgbImage.Extensions, problems);
        var maskFiles = Files(masks, [".png"], problems);
        if (imageFiles.Count == 0)
            problems.Errors.Add(new SourcePlace(images.Folder), ErrorCodes.BadData, $"the {Name(split)} split is empty: no file {Pattern(images, RgbImage.Extensions)}");
        foreach (var (name, path) in maskFiles.Where(mask => !imageFiles.ContainsKey(mask.Key)))
            problems.Warnings.Add(new SourcePlace(path), ErrorCodes.BadData, $"labels without an image: no '{name}{images.Suffix}' in {images.Folder}");

        var pairs = ImmutableArray.CreateBuilder<FilePair>();
        foreach (var (name, imagePath) in imageFiles.Take(Limit(split, specification)))
        {
            if (maskFiles.TryGetValue(name, out var maskPath)) pairs.Add(new FilePair(name, imagePath, maskPath));
            else problems.Errors.Add(new SourcePlace(imagePath), ErrorCodes.BadData, $"an image without labels: no '{name}{masks.Suffix}.png' in {masks.Folder}");
        }
        return pairs.ToImmutable();
    }

    /// <summary>Name of a split as folders have it.</summary>
    public static string Name(Split split) => split switch { Split.Train => "train", Split.Val => "val", _ => "test" };

    private static int Limit(Split split, DataSpecification specification) => split switch
    {
        Split.Train => specification.TrainLimit ?? int.MaxValue,
        Split.Val => specification.ValLimit ?? int.MaxValue,
        _ => int.MaxValue,
    };

    private static SortedDictionary<string, string> Files(Source source, IReadOnlyList<string> extensions, DatasetProblems problems)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var folders = source.Nested ? Directory.EnumerateDirectories(source.Folder) : [source.Folder];
        foreach (var path in folders.SelectMany(Directory.EnumerateFiles).Order(StringComparer.Ordinal))
        {
            var stem = Path.GetFileNameWithoutExtension(path);
            if (stem.StartsWith('.') || !stem.EndsWith(source.Suffix, StringComparison.Ordinal) || !extensions.Contains(Path.GetExtension(path).ToLowerInvariant())) continue;
            var name = stem[..^source.Suffix.Length];
            if (!files.TryAdd(name, path))
                problems.Errors.Add(new SourcePlace(path), ErrorCodes.BadData, $"two files are named '{stem}'; the other is {files[name]}");
        }
        return files;
    }

    private static bool FolderExists(string folder, DatasetProblems problems)
    {
        if (Directory.Exists(folder)) return true;
        var parent = Path.GetDirectoryName(folder)!;
        var siblings = Directory.Exists(parent) ? Directory.EnumerateDirectories(parent).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList() : [];
        var hint = NearestName.Find(Path.GetFileName(folder), siblings) is { } near ? $"Did you mean '{near}'?" : siblings.Count > 0 ? $"Beside it: {string.Join(", ", siblings.Take(8))}." : "";
        problems.Errors.Add(new SourcePlace(folder), ErrorCodes.FileUnreadable, $"the folder does not exist. {hint}".TrimEnd());
        return false;
    }

    private static string Pattern(Source source, IReadOnlyList<string> extensions) =>
        $"{Path.Combine(source.Nested ? "*" : "", $"*{source.Suffix}")}{{{string.Join(',', extensions)}}}";
}
