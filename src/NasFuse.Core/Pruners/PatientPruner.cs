using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Pruners;

/// <summary>Options of <see cref="PatientPruner"/>.</summary>
[Pruner("patient", "asks another pruner, but spares trials that still improve")]
public sealed record PatientOptions : PrunerOptions
{
    /// <summary>The pruner that is asked.</summary>
    [Required] public PrunerOptions Inner { get; init; } = null!;

    /// <summary>Evaluations without improvement before a trial may end, 1..1000.</summary>
    [Range(1, 1000)] public int Patience { get; init; } = 2;

    /// <summary>Smaller changes are no improvement, in the metric's unit, 0..1.</summary>
    [Range(0, 1)] public double MinImprovement { get; init; }

    /// <inheritdoc/>
    public override int FirstEpoch => Inner.FirstEpoch;

    /// <inheritdoc/>
    public override IPruner Create() => new PatientPruner(this, Inner.Create());
}

/// <summary>Ends a trial only when another pruner says so and no trained objective has improved for a while.</summary>
/// <remarks>A pruner that judges at rungs only, such as <c>asha</c>, is asked at its rungs only: a trial that is spared there goes on to the next.</remarks>
/// <param name="options">How long it waits.</param>
/// <param name="inner">Who decides otherwise.</param>
public sealed class PatientPruner(PatientOptions options, IPruner inner) : IPruner
{
    /// <inheritdoc/>
    public string? Decide(PrunerContext context) =>
        !context.Trained.Any(objective => Improved(context.Trial, objective)) && inner.Decide(context) is { } reason
            ? $"{reason}; no improvement in {options.Patience} evaluation{(options.Patience == 1 ? "" : "s")}"
            : null;

    /// <summary>True as long as there are too few evaluations to tell.</summary>
    private bool Improved(LearningCurve curve, Objective objective)
    {
        var costs = curve.Evaluations.Select(evaluation => objective.AsCost(evaluation.Value(objective.Name))).ToArray();
        return costs.Length <= options.Patience || costs[^options.Patience..].Min() < costs[..^options.Patience].Min() - options.MinImprovement;
    }
}
