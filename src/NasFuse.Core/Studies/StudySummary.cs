using System.Collections.Immutable;

namespace NasFuse.Core.Studies;

/// <summary>How a run of a study ended.</summary>
/// <param name="Interrupted">True when it was stopped before its budget was spent.</param>
/// <param name="Trials">All trials.</param>
/// <param name="Front">The Pareto front.</param>
/// <param name="HypervolumeShare">Dominated share of the reference box, 0..1.</param>
/// <param name="Elapsed">Wall clock of this run.</param>
public sealed record StudySummary(bool Interrupted, ImmutableArray<Trial> Trials, ImmutableArray<Trial> Front, double HypervolumeShare, TimeSpan Elapsed);
