using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Tries operators that stand at other places than behind a fusion: with a stride, or between maps of equal channels.</summary>
internal static class OperatorProbe
{
    private static readonly Scale Fine = Scale.OfStride(2);

    /// <summary>Null when the operator turns any width into any other and divides the size by exactly <paramref name="stride"/>, else what is wrong.</summary>
    public static string? Problem(Operator operation, int stride) => Problem(operation, stride, from: 7, to: 5);

    /// <summary>Null when the operator keeps size and channels, else what is wrong.</summary>
    public static string? ProblemKeepingShape(Operator operation) => Problem(operation, stride: 1, from: 5, to: 5);

    private static string? Problem(Operator operation, int stride, int from, int to)
    {
        if (operation.Stride != stride || operation.Enlargement != 1) return $"must have stride {stride} here but has {operation.Stride}";
        try
        {
            var graph = new GraphBuilder(new Size(1021, 509));
            var input = graph.Conv(graph.Image, from, kernel: 1, stride: Fine.Denominator);
            var target = new NodeTarget(to, graph.SizeAt(Scale.OfStride(stride * Fine.Denominator)));
            var result = operation.Lower(graph, input, target);
            return result.Channels != to ? $"must turn {from} channels into {to} but gives {result.Channels}"
                : result.Size != target.Size ? $"must turn maps of {input.Size} into {target.Size} but gives {result.Size}"
                : null;
        }
        catch (ShapeException mismatch)
        {
            return $"does not fit every node: {mismatch.Message}";
        }
    }
}
