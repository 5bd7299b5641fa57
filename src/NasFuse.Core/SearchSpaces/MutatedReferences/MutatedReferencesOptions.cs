using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Configuration;
using NasFuse.Core.SearchSpaces.ListedArchitectures;

namespace NasFuse.Core.SearchSpaces.MutatedReferences;

/// <summary>Architecture files as templates: everywhere in them widths, operators and fusions may be exchanged as a few rules say.</summary>
/// <remarks>What the files hold is read in with the space and goes into a study's manifest: a study knows its architectures when the files are gone.</remarks>
[SearchSpace("mutated-references", "architecture files with widths, operators and fusions exchanged by rules; every file itself is a member")]
public sealed record MutatedReferencesOptions : SearchSpaceOptions
{
    /// <summary>Architecture files relative to the space's folder; <c>*</c> and <c>?</c> may stand in a file's name. Each matches at least one file.</summary>
    [Length(0, 1000)] public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Architectures written out; those of the files are added behind them.</summary>
    [Length(0, 1000)] public ImmutableArray<ListedArchitectureOptions> Architectures { get; init; } = [];

    /// <summary>
    /// What widths may be multiplied with besides 1, 0.01..100 each. Nodes whose widths must agree, such as the terms of a sum, change together;
    /// where a product is no whole number it is not offered. Logits keep their width.
    /// </summary>
    [Length(0, 16), ItemRange(0.01, 100)] public ImmutableArray<double> WidthFactors { get; init; } = [];

    /// <summary>Sets of operators that may stand for each other, e.g. <c>{ "oneOf": ["conv(k=3)", "dwsep(k=3)"] }</c>; one is offered where it fits.</summary>
    [Length(0, 64)] public ImmutableArray<InterchangeableOptions> Operators { get; init; } = [];

    /// <summary>Sets of fusions that may stand for each other, e.g. <c>{ "oneOf": ["add", "wsum"] }</c>; one is offered where it fits.</summary>
    [Length(0, 64)] public ImmutableArray<InterchangeableOptions> Fusions { get; init; } = [];

    /// <inheritdoc/>
    public override SearchSpaceOptions In(string folder) => this with { Architectures = [.. Architectures, .. new ListedFiles(folder, Files).Read()] };

    /// <inheritdoc/>
    public override SearchSpace Create(string name, int classes) => new MutatedReferencesSpace(name, new MutatedReferencesReader(this, classes).Read(name));
}

/// <summary>Words that may stand for each other.</summary>
public sealed record InterchangeableOptions
{
    /// <summary>The words, 2..64, each as in architecture texts. A word belongs to one set at most.</summary>
    [Required, Length(2, 64)] public ImmutableArray<string> OneOf { get; init; } = [];
}
