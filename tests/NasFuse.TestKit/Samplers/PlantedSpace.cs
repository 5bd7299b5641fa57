using System.Collections.Immutable;
using System.Numerics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Objectives;
using NasFuse.Core.Operators;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.TestKit.Samplers;

/// <summary>A toy space with a known answer: a chain of optional convolutions, of which each has one right kernel and another importance.</summary>
/// <remarks>The right kernel costs nothing, width does, so a sampler that learns finds the kernels and spends width where it matters.</remarks>
/// <param name="stages">Convolutions, 1..8.</param>
public sealed class PlantedSpace(int stages = 8) : SearchSpace
{
    private static readonly int[] Kernels = [1, 3, 5, 7];
    private static readonly int[] Widths = [4, 8, 12, 16, 20, 24, 28, 32];
    private static readonly int[] RightKernels = [3, 7, 1, 5, 3, 5, 7, 1];
    private static readonly double[] Importances = [8, 1, 4, 2, 6, 1, 3, 2];

    public override string Name => "planted";

    public override Architecture Build(IChooser chooser)
    {
        var nodes = new List<ArchitectureNode>();
        var last = Architecture.ImageId;
        for (var stage = 0; stage < stages; stage++)
        {
            if (!chooser.Confirm($"s{stage}/present")) continue;
            var kernel = chooser.Pick($"s{stage}/kernel", Kernels, k => $"{k}");
            var width = chooser.Pick($"s{stage}/width", Widths, w => $"{w}");
            // The dilation tells stages apart, so that distinct choices are distinct architectures.
            nodes.Add(new ArchitectureNode($"s{stage}", Scale.Full, width, new Conv { Kernel = kernel, Dilation = stage + 1 }, null, [new Edge(last, [])]));
            last = $"s{stage}";
        }
        nodes.Add(new ArchitectureNode(Architecture.OutputId, Scale.Full, 2, new Conv { Kernel = 1 }, null, [new Edge(last, [])]));
        return new Architecture([.. nodes]);
    }

    public override SpaceCount Count() => SpaceCount.Exactly(BigInteger.Pow(1 + Kernels.Length * Widths.Length, stages));

    /// <summary>Up to three objectives: quality 0..1 (maximize), cost 0..288 and depth 0..8 (minimize).</summary>
    public static ImmutableArray<Objective> Objectives(int count) => ImmutableArray.Create(
        new Objective(MetricNames.MeanIou, Direction.Maximize),
        new Objective(MetricNames.Parameters, Direction.Minimize),
        new Objective(MetricNames.Macs, Direction.Minimize))[..count];

    /// <summary>Values of the objectives, in order.</summary>
    public static double[] Evaluate(Assignment assignment, int count)
    {
        double quality = 0, cost = 0, depth = 0;
        for (var stage = 0; stage < Importances.Length; stage++)
        {
            if (assignment.Labels.GetValueOrDefault($"s{stage}/present") != "yes") continue;
            var width = int.Parse(assignment.Labels[$"s{stage}/width"]);
            var isRight = assignment.Labels[$"s{stage}/kernel"] == $"{RightKernels[stage]}";
            quality += Importances[stage] * (isRight ? 1 : 0.3) * width / 32.0;
            cost += width + 4;
            depth++;
        }
        return new[] { quality / Importances.Sum(), cost, depth }[..count];
    }

    /// <summary>Dominated share of the box up to quality 0, cost 288 and depth 8 (a point on the far side counts nothing).</summary>
    public static double Share(IEnumerable<FinishedTrial> trials, int count)
    {
        var objectives = Objectives(count);
        var reference = new ReferencePoint([.. new[] { -1.0, 0, 0 }[..count]], [.. new[] { 0, 289.0, 9 }[..count]]);
        return reference.Share([.. trials.Where(t => t.Values is not null).Select(t => t.Values!.Zip(objectives, (v, o) => o.AsCost(v)).ToArray())]);
    }
}
