using System.Collections.Immutable;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Noise;

/// <summary>A trial that may be on the front.</summary>
/// <param name="Trial">As stored, with its repeats.</param>
/// <param name="Membership">Probability that no other trial truly dominates it.</param>
/// <param name="Costs">Its means with their errors, in the order of the objectives.</param>
/// <param name="Tie">0-based group of trials that noise does not tell apart, or null when it is alone.</param>
public sealed record FrontCandidate(Trial Trial, double Membership, ImmutableArray<NoisyCost> Costs, int? Tie);

/// <summary>The front of a study with what noise leaves open.</summary>
/// <param name="Noise">What is known about the noise.</param>
/// <param name="Confidence">What counts as sure.</param>
/// <param name="Candidates">Trials that are not surely off the front, best first objective first; empty when the noise is unknown.</param>
/// <param name="Hypervolume">Of the front; null when the noise is unknown or nothing is complete.</param>
public sealed record ConfidentFront(StudyNoise Noise, double Confidence, ImmutableArray<FrontCandidate> Candidates, NoisyHypervolume? Hypervolume)
{
    /// <summary>Candidates that are neither surely on the front nor surely off it.</summary>
    public IEnumerable<FrontCandidate> Uncertain => Candidates.Where(candidate => candidate.Membership < Confidence);

    /// <summary>Judges a study.</summary>
    /// <param name="trials">As stored, with their repeats.</param>
    /// <param name="objectives">What is optimised.</param>
    /// <param name="epochs">The full budget.</param>
    /// <param name="reference">Box of the hypervolume.</param>
    /// <param name="confidence">What counts as sure, 0.5..1.</param>
    public static ConfidentFront Of(
        IReadOnlyList<Trial> trials, IReadOnlyList<Objective> objectives, int epochs, ReferencePoint reference, double confidence = 0.95)
    {
        var noise = StudyNoise.Of(trials, objectives, epochs);
        var byNumber = trials.ToDictionary(trial => trial.Number);
        NoisyAlternative[] alternatives = [.. trials.Select(noise.AlternativeOf).OfType<NoisyAlternative>()];
        if (alternatives.Length == 0) return new ConfidentFront(noise, confidence, [], null);
        var front = NoisyFront.Of(alternatives, reference);
        var open = alternatives.Select((alternative, i) => (alternative, membership: front.Membership[i])).Where(pair => pair.membership > 1 - confidence)
            .OrderBy(pair => pair.alternative.Costs[0].Mean).ThenBy(pair => pair.alternative.Number).ToArray();
        var ties = TieGroups.Of([.. open.Select(pair => pair.alternative)], confidence);
        return new ConfidentFront(noise, confidence,
            [.. open.Select((pair, i) => new FrontCandidate(byNumber[pair.alternative.Number], pair.membership, pair.alternative.Costs, GroupOf(ties, i)))],
            front.Hypervolume);
    }

    private static int? GroupOf(ImmutableArray<ImmutableArray<int>> ties, int index)
    {
        for (var group = 0; group < ties.Length; group++)
        {
            if (ties[group].Contains(index)) return group;
        }
        return null;
    }
}
