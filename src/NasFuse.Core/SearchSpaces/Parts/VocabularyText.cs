using System.Collections.Immutable;
using NasFuse.Core.Alignments;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Reads single words of the architecture text by putting them into an otherwise sound line.</summary>
/// <param name="errors">Takes the mistakes.</param>
internal sealed class VocabularyText(DiagnosticBag errors)
{
    private const int MaxLength = 500;

    public Operator? ReadOperator(string text, SourcePlace place) => ReadLine($"x: 1/1 x8 = {text} <- image", place)?.Operator;

    public Fusion? ReadFusion(string text, SourcePlace place) => ReadLine($"x: 1/1 x8 = id <- {text}{{image;image}}", place)?.Fusion;

    public ImmutableArray<AlignStep>? ReadSteps(string text, SourcePlace place) => ReadLine($"x: 1/1 x8 = id <- image>{text}", place)?.Inputs[0].Steps;

    /// <summary>Reads a whole line; it may have no attributes such as <c>#aux</c>.</summary>
    public ArchitectureNode? ReadLine(string line, SourcePlace place)
    {
        if (line.Length > MaxLength)
        {
            errors.Add(place, ErrorCodes.OutOfRange, $"has more than {MaxLength} characters");
            return null;
        }
        var found = new DiagnosticBag();
        var node = new ArchitectureLineReader(line, place.File, 0, found).Read()?.Node;
        foreach (var mistake in found.Diagnostics) errors.Add(place, mistake.Code, mistake.Message);
        if (node is { AuxiliaryWeight: null, DetailWeight: null, SharedWith: null }) return node;
        if (node is not null) errors.Add(place, ErrorCodes.ArchitectureSyntax, "attributes such as '#aux' are not allowed here");
        return null;
    }
}
