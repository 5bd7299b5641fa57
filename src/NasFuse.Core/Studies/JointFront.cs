using NasFuse.Core.Objectives;

namespace NasFuse.Core.Studies;

/// <summary>The Pareto front of the trials of several studies together. Immutable and thread-safe.</summary>
public sealed class JointFront
{
    private readonly IReadOnlyList<Objective> _objectives;
    private readonly double[][] _costs;

    private JointFront(IReadOnlyList<Objective> objectives, double[][] costs) => (_objectives, _costs) = (objectives, costs);

    /// <summary>Puts studies together.</summary>
    /// <param name="trials">Trials of all studies; those of each study's own front are enough.</param>
    /// <param name="objectives">What all studies optimise.</param>
    public static JointFront Of(IEnumerable<Trial> trials, IReadOnlyList<Objective> objectives)
    {
        double[][] costs = [.. trials.Select(trial => trial.Costs(objectives)).OfType<double[]>()];
        return new JointFront(objectives, [.. ParetoFront.Of(costs).Select(index => costs[index])]);
    }

    /// <summary>How many trials of a study's front no trial of any study beats.</summary>
    public int CountOn(IEnumerable<Trial> front) =>
        front.Count(trial => trial.Costs(_objectives) is { } own && Array.Exists(_costs, costs => costs.AsSpan().SequenceEqual(own)));
}
