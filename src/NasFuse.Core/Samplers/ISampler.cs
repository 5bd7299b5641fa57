using System.Text.Json.Nodes;
using NasFuse.Core.Architectures;
using NasFuse.Core.Objectives;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers;

/// <summary>A proposed architecture and the choices that led to it.</summary>
public sealed record Proposal(Architecture Architecture, Assignment Assignment);

/// <summary>What a sampler may look at when it is asked.</summary>
/// <param name="Number">Number of the trial to propose, 0-based and increasing.</param>
/// <param name="Space">Where to sample.</param>
/// <param name="Objectives">What is optimised, with directions.</param>
/// <param name="Random">The only source of randomness: a stream of this trial's own.</param>
/// <param name="IsKnown">True for architectures that this study has proposed before.</param>
/// <param name="History">All earlier trials. A sampler that only looks here needs no state of its own.</param>
public sealed record SamplerContext(
    int Number, SearchSpace Space, IReadOnlyList<Objective> Objectives, Random Random, Func<Architecture, bool> IsKnown, SamplerHistory History);

/// <summary>A trial that ended, as samplers see it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Assignment">The choices that led to it.</param>
/// <param name="Values">Objective values in the order of the study's objectives; null when it failed, was pruned or was never evaluated.</param>
/// <param name="Violation">Sum of relative constraint violations, ≥ 0; 0 when feasible.</param>
public sealed record FinishedTrial(int Number, Assignment Assignment, IReadOnlyList<double>? Values, double Violation)
{
    /// <summary>
    /// What a pruned trial had reached when it ended, else null. Apart from <see cref="Values"/>, because values of a part of the budget do not compare
    /// with full ones.
    /// </summary>
    public PartialResult? Partial { get; init; }
}

/// <summary>Objective values of a training that was ended early.</summary>
/// <param name="Values">Values in the order of the study's objectives, at the last evaluation before the end.</param>
/// <param name="Budget">Share of the epochs that were trained, above 0 and below 1.</param>
public sealed record PartialResult(IReadOnlyList<double> Values, double Budget)
{
    /// <summary>Values that it would probably have ended with, in the same order; null where nothing can be foretold.</summary>
    public IReadOnlyList<double>? Foretold { get; init; }
}

/// <summary>Proposes architectures and learns from finished trials.</summary>
/// <remarks>Not thread-safe: the controller alone calls it. All randomness comes from <see cref="SamplerContext.Random"/>, so equal seeds give equal proposals.</remarks>
public interface ISampler
{
    /// <summary>Proposes the next architecture. Other proposals may still be under evaluation.</summary>
    /// <returns>Null when there is nothing left to propose; the study then ends, whatever its budget.</returns>
    Proposal? Ask(SamplerContext context);

    /// <summary>Reports the end of a trial. Each trial is told once, in any order.</summary>
    void Tell(FinishedTrial trial);

    /// <summary>Everything that <see cref="Restore"/> needs to go on exactly as this instance would.</summary>
    JsonObject Save();

    /// <summary>Takes over the state of a saved sampler of the same kind and options.</summary>
    void Restore(JsonObject state);
}
