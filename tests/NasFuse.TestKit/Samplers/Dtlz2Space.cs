using System.Collections.Immutable;
using System.Numerics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Objectives;
using NasFuse.Core.Operators;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.TestKit.Samplers;

/// <summary>The problem DTLZ2 with three objectives on whole numbers: a chain of convolutions whose widths are the variables; its front is an eighth of a sphere.</summary>
/// <remarks>Source: Deb, Thiele, Laumanns and Zitzler, "Scalable Multi-Objective Optimization Test Problems", CEC 2002.</remarks>
public sealed class Dtlz2Space : SearchSpace
{
    private const int Variables = 8;
    private const int Levels = 17;

    public static ImmutableArray<Objective> Objectives { get; } =
    [
        new(MetricNames.Parameters, Direction.Minimize), new(MetricNames.Macs, Direction.Minimize), new(MetricNames.ActivationBytes, Direction.Minimize),
    ];

    public override string Name => "dtlz2";

    public override Architecture Build(IChooser chooser)
    {
        var nodes = new List<ArchitectureNode>();
        for (var i = 0; i < Variables; i++)
        {
            var level = chooser.Pick($"x{i}", [.. Enumerable.Range(0, Levels)], x => $"{x}");
            nodes.Add(new ArchitectureNode($"n{i}", Scale.Full, level + 1, new Conv { Kernel = 1 }, null, [new Edge(i == 0 ? Architecture.ImageId : $"n{i - 1}", [])]));
        }
        nodes.Add(new ArchitectureNode(Architecture.OutputId, Scale.Full, 2, new Conv { Kernel = 1 }, null, [new Edge($"n{Variables - 1}", [])]));
        return new Architecture([.. nodes]);
    }

    public override SpaceCount Count() => SpaceCount.Exactly(BigInteger.Pow(Levels, Variables));

    public static FinishedTrial Evaluate(int number, Assignment assignment) => new(number, assignment, Values(assignment), 0);

    /// <summary>Mean distance from points of the true front to the nearest trial (inverted generational distance; smaller is better).</summary>
    public static double InvertedGenerationalDistance(IEnumerable<FinishedTrial> trials)
    {
        double[][] found = [.. trials.Select(trial => trial.Values!.ToArray())];
        return Front().Average(point => found.Min(values => Math.Sqrt(point.Zip(values, (a, b) => (a - b) * (a - b)).Sum())));
    }

    /// <summary>Dominated share of the cube up to 1.5.</summary>
    public static double Share(IEnumerable<FinishedTrial> trials) =>
        new ReferencePoint([0, 0, 0], [1.5, 1.5, 1.5]).Share([.. trials.Select(trial => trial.Values!.ToArray())]);

    private static double[] Values(Assignment assignment)
    {
        double[] x = [.. Enumerable.Range(0, Variables).Select(i => int.Parse(assignment.Labels[$"x{i}"]) / (Levels - 1.0))];
        var radius = 1 + x.Skip(2).Sum(rest => (rest - 0.5) * (rest - 0.5));
        return [.. Sphere(x[0], x[1]).Select(coordinate => radius * coordinate)];
    }

    private static IEnumerable<double[]> Front() =>
        from a in Enumerable.Range(0, Levels) from b in Enumerable.Range(0, Levels) select Sphere(a / (Levels - 1.0), b / (Levels - 1.0));

    private static double[] Sphere(double first, double second)
    {
        var (sin1, cos1) = Math.SinCos(first * Math.PI / 2);
        var (sin2, cos2) = Math.SinCos(second * Math.PI / 2);
        return [cos1 * cos2, cos1 * sin2, sin1];
    }
}
