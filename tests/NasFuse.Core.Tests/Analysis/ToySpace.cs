using NasFuse.Core.Architectures;
using NasFuse.Core.Operators;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.Analysis;

/// <summary>An operator, a width, and a branch that has a width of its own when it is there.</summary>
internal sealed class ToySpace : SearchSpace
{
    public static readonly string[] Operators = ["conv(k=3)", "zoom", "dwsep"];
    public static readonly int[] Widths = [8, 16, 32, 64];

    public override string Name => "toy";

    public override Architecture Build(IChooser chooser)
    {
        chooser.Pick("s8/operator", Operators, name => name);
        var width = chooser.Pick("s8/width", Widths, w => $"{w}");
        if (chooser.Confirm("branch/present")) width += chooser.Pick("branch/width", Widths, w => $"{w}");
        return new Architecture(
        [
            new ArchitectureNode("a", Scale.Full, width, new Conv { Kernel = 3 }, null, [new Edge(Architecture.ImageId, [])]),
            new ArchitectureNode(Architecture.OutputId, Scale.Full, 2, new Conv { Kernel = 1 }, null, [new Edge("a", [])]),
        ]);
    }

    public override SpaceCount Count() => SpaceCount.Exactly(Operators.Length * Widths.Length * (1 + Widths.Length));
}
