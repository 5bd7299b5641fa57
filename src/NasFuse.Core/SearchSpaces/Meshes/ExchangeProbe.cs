using NasFuse.Core.Fusions;
using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Meshes;

/// <summary>Tries fusions together with what follows them.</summary>
internal static class ExchangeProbe
{
    /// <summary>Null when 2 up to <paramref name="maxInputs"/> maps of equal channels become one map of those channels, else what is wrong.</summary>
    public static string? Problem(Fusion fusion, Operator behind, int maxInputs)
    {
        for (var inputs = 2; inputs <= maxInputs; inputs++)
        {
            var graph = new GraphBuilder(new Size(509, 311));
            var target = new NodeTarget(5, graph.Image.Size);
            Value[] maps = [.. Enumerable.Range(0, inputs).Select(_ => graph.Conv(graph.Image, target.Width, kernel: 1))];
            try
            {
                var result = behind.Lower(graph, fusion.Lower(graph, maps, target), target);
                if (result.Channels != target.Width)
                    return $"makes {result.Channels} channels of {inputs} maps with {target.Width}; let the operator bring them back, e.g. 'conv(k=1)'";
            }
            catch (ShapeException mismatch)
            {
                return $"does not fit: {mismatch.Message}";
            }
        }
        return null;
    }
}
