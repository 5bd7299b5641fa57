using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces.ListedArchitectures;

/// <summary>A fixed list of architectures; which one is the only choice.</summary>
/// <remarks>What the files hold is read in with the space and goes into a study's manifest: a study knows its architectures when the files are gone.</remarks>
[SearchSpace("architectures", "a fixed list of architecture files; which one is the only choice")]
public sealed record ListedArchitecturesOptions : SearchSpaceOptions
{
    /// <summary>Architecture files relative to the space's folder; <c>*</c> and <c>?</c> may stand in a file's name. Each matches at least one file.</summary>
    [Length(0, 1000)] public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Architectures written out; those of the files are added behind them.</summary>
    [Length(0, 10_000)] public ImmutableArray<ListedArchitectureOptions> Architectures { get; init; } = [];

    /// <inheritdoc/>
    public override SearchSpaceOptions In(string folder) => this with { Architectures = [.. Architectures, .. new ListedFiles(folder, Files).Read()] };

    /// <inheritdoc/>
    public override SearchSpace Create(string name, int classes)
    {
        var errors = new DiagnosticBag();
        if (Architectures.IsEmpty)
            errors.Add(new SourcePlace($"{name}: files"), ErrorCodes.MissingKey, "at least one architecture is needed, here or in 'architectures'");
        var listed = new List<ListedArchitecture>();
        for (var i = 0; i < Architectures.Length; i++)
        {
            var (options, place) = (Architectures[i], new SourcePlace($"{name}: architectures[{i}].name"));
            if (listed.Any(earlier => earlier.Name == options.Name))
                errors.Add(place, ErrorCodes.Contradiction, $"'{options.Name}' is the name of an earlier architecture; files count without their ending");
            else if (options.Read(classes, errors) is { } architecture) listed.Add(architecture);
        }
        errors.ThrowIfAny();
        return new ListedArchitecturesSpace(name, [.. listed]);
    }
}
