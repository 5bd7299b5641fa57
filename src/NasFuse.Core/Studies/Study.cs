using System.Collections.Immutable;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
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
/// <param name="SynchronousBatch">Trials that are proposed before any of their results is told, or null to tell each as it ends.</param>
public sealed record Study(
    string Name,
    SearchSpace Space,
    ImmutableArray<Objective> Objectives,
    ImmutableArray<Constraint> Constraints,
    ReferencePoint Reference,
    Size ImageSize,
    BudgetSpecification Budget,
    ulong Seed,
    int? SynchronousBatch = null);
