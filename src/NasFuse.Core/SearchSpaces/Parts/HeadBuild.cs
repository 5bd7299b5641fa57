using NasFuse.Core.Alignments;
using NasFuse.Core.Architectures;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>The last nodes of an architecture: loose ends together at the finest of their scales, then the classifier.</summary>
internal sealed class HeadBuild(HeadPlan plan, IChooser chooser)
{
    private static readonly Conv Classifier = new() { Kernel = 1, Normalize = false, Activation = Activation.None };

    /// <summary>Builds the head.</summary>
    /// <param name="looseEnds">Nodes that nobody reads, at least one, in canonical order.</param>
    /// <param name="lastStage">Coarsest encoder node in use.</param>
    public IEnumerable<ArchitectureNode> Build(NodeSource[] looseEnds, ArchitectureNode lastStage)
    {
        if (plan.AuxiliaryWeight > 0) yield return Classify("aux", lastStage.Id, lastStage.Scale) with { AuxiliaryWeight = plan.AuxiliaryWeight };

        var row = looseEnds[0].Row;
        var scale = Scale.OfStride(plan.Strides[row]);
        var width = chooser.Pick("head/width", plan.Widths, option => $"{option}");
        var fusion = looseEnds.Length == 1 ? null : chooser.Pick("head/fusion", plan.Fusions, option => option.Fusion.Text);
        var edges = new EdgeSteps(row, width, fusion, plan.Up, Down: null, plan.ChannelMatch);
        yield return new ArchitectureNode("head", scale, width, plan.Operator, fusion?.Fusion, edges.From(looseEnds));
        yield return Classify("cls", "head", scale);
        yield return new ArchitectureNode(Architecture.OutputId, Scale.Full, plan.Classes, new Identity(), null, [new Edge("cls", [new BilinearEnlargement()])]);
    }

    private ArchitectureNode Classify(string id, string source, Scale scale) => new(id, scale, plan.Classes, Classifier, null, [new Edge(source, [])]);
}
