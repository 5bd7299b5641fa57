using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Architectures;

/// <summary>Lowers an architecture part by part and reports what does not fit, at its place.</summary>
internal sealed class LoweringCheck(Architecture architecture, IReadOnlyList<NodePlaces> places, DiagnosticBag errors)
{
    public void Run(Size size)
    {
        var lowering = new NodeLowering(size);
        for (var i = 0; i < architecture.Nodes.Length; i++)
        {
            var node = architecture.Nodes[i];
            if (!TryLower(lowering, node, places[i])) lowering.Assume(node);
        }
    }

    private bool TryLower(NodeLowering lowering, ArchitectureNode node, NodePlaces place)
    {
        if (NodeScales.TryOf(node) is not { } scales)
        {
            errors.Add(place.Scale, ErrorCodes.ScaleMismatch, NodeScales.Explain(node));
            return false;
        }
        using var scope = lowering.Scope(node);
        var inputs = new Value[node.Inputs.Length];
        var aligned = true;
        for (var j = 0; j < inputs.Length; j++)
        {
            var index = j;
            aligned &= Try(place.Edges[j], () => inputs[index] = lowering.Align(node, index, scales));
        }
        Value fused = default;
        return aligned && Try(place.Fusion, () => fused = lowering.Fuse(node, inputs, scales)) && Try(place.Operator, () => lowering.Operate(node, fused));
    }

    private bool Try(SourcePlace place, Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (ScaleMismatchException mismatch)
        {
            errors.Add(place, ErrorCodes.ScaleMismatch, mismatch.Message);
        }
        catch (ShapeException mismatch)
        {
            errors.Add(place, ErrorCodes.ChannelMismatch, mismatch.Message);
        }
        return false;
    }
}
