using System.Collections.Immutable;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Studies;

/// <summary>A study ready to run: everything the controller has to know.</summary>
/// <param name="Name">Name of the study.</param>
/// <param name="Space">Where to search.</param>
/// <param name="Objectives">What is optimised.</param>
/// <param name="Constraints">Hard bounds.</param>
/// <param name="Reference">Box of the hypervolume, fixed when the study was created.</param>
/// <param name="ImageSize">Size that static costs are counted at.</param>
/// <param name="Budget">When it ends.</param>
/// <param name="Seed">Seed of everything random.</param>
public sealed record Study(
    string Name,
    SearchSpace Space,
    ImmutableArray<Objective> Objectives,
    ImmutableArray<Constraint> Constraints,
    ReferencePoint Reference,
    Size ImageSize,
    BudgetSpecification Budget,
    ulong Seed)
{
    /// <summary>Trials that are proposed before any of their results is told, or null to tell each as it ends.</summary>
    public int? SynchronousBatch { get; init; }

    /// <summary>When trials are evaluated. Default: once, after their only epoch.</summary>
    public EvaluationPlan Plan { get; init; } = new(1, 1);

    /// <summary>Who ends trials early, or null.</summary>
    public PrunerOptions? Pruner { get; init; }

    /// <summary>How the front has to prove itself before the sampler learns from it, or null: then every trial is told as its one evaluation gave it.</summary>
    public PromotionSpecification? Promotion { get; init; }
}
