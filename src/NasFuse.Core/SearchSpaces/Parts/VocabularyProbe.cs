using System.Collections.Immutable;
using NasFuse.Core.Alignments;
using NasFuse.Core.Architectures;
using NasFuse.Core.Fusions;
using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Tries vocabulary on small maps of odd sizes and coprime widths, so that what works here works in every architecture of a space.</summary>
internal static class VocabularyProbe
{
    private static readonly Size ImageSize = new(1021, 509);
    private static readonly Scale Fine = Scale.OfStride(2);

    /// <summary>Null when the operator turns any width into any other at the same size, else what is wrong.</summary>
    public static string? Problem(Operator operation)
    {
        if (operation.Stride != 1) return "has a stride; edges change the scale here, so operators must have stride 1";
        return Try(graph =>
        {
            var target = new NodeTarget(5, graph.SizeAt(Fine));
            var result = operation.Lower(graph, MapOf(graph, 7, Fine), target);
            return result.Channels == target.Width && result.Size == target.Size ? null : $"must turn 7 channels into 5 but gives {result.Channels}";
        });
    }

    /// <summary>Null when the fusion merges 2 up to <paramref name="maxInputs"/> maps of equal channels, else what is wrong.</summary>
    public static string? Problem(Fusion fusion, int maxInputs) =>
        Enumerable.Range(2, maxInputs - 1).Select(count => ProblemWith(fusion, count)).FirstOrDefault(problem => problem is not null);

    /// <summary>Null when the fusion merges so many maps of equal channels, else what is wrong.</summary>
    public static string? ProblemWith(Fusion fusion, int inputs) => Try(graph => Merge(graph, fusion, Enumerable.Repeat(5, inputs)));

    /// <summary>True when the fusion cannot merge maps of different channels.</summary>
    public static bool NeedsEqualChannels(Fusion fusion) => Try(graph => Merge(graph, fusion, [5, 7])) is not null;

    /// <summary>Null when the steps bring a map across so many octaves (up when positive, down when negative) to the target's channels.</summary>
    public static string? Problem(ImmutableArray<AlignStep> steps, int octaves) => Try(graph =>
    {
        var coarse = Scale.OfStride(Fine.Denominator << Math.Abs(octaves));
        var (from, to) = octaves > 0 ? (coarse, Fine) : (Fine, coarse);
        var value = MapOf(graph, 7, from);
        Scale? scale = from;
        foreach (var step in steps)
        {
            value = step.Lower(graph, value, new EdgeTarget(scale, to, 5, graph.SizeAt(to)));
            scale = step.ScaleAfter(scale, to);
        }
        return scale != to || value.Size != graph.SizeAt(to) ? $"must lead from {from} to {to} but ends at {scale?.ToString() ?? "1x1"}"
            : value.Channels != 5 ? "must match the channels to those of the node: add a step such as 'c1'"
            : null;
    });

    private static string? Merge(GraphBuilder graph, Fusion fusion, IEnumerable<int> channels)
    {
        var inputs = channels.Select(count => MapOf(graph, count, Fine)).ToArray();
        var merged = fusion.Lower(graph, inputs, new NodeTarget(6, graph.SizeAt(Fine)));
        return merged.Size == inputs[0].Size ? null : "must keep the size";
    }

    private static Value MapOf(GraphBuilder graph, int channels, Scale scale) =>
        graph.Conv(graph.Image, channels, kernel: 1, stride: scale.Denominator);

    private static string? Try(Func<GraphBuilder, string?> attempt)
    {
        try
        {
            return attempt(new GraphBuilder(ImageSize));
        }
        catch (ShapeException mismatch)
        {
            return $"does not fit every node: {mismatch.Message}";
        }
    }
}
