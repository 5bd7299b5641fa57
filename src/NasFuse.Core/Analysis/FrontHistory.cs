using System.Collections.Immutable;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Analysis;

/// <summary>Where a study stood when a trial was complete.</summary>
/// <param name="Number">Number of the trial.</param>
/// <param name="Share">Dominated share of the reference box by then, 0..1.</param>
/// <param name="Improved">True when the trial moved the front.</param>
public sealed record FrontStep(int Number, double Share, bool Improved);

/// <summary>How the front of a study grew.</summary>
public static class FrontHistory
{
    /// <summary>One step per complete trial, in the order in which they ended.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="objectives">What is optimised.</param>
    /// <param name="reference">Box of the hypervolume.</param>
    /// <remarks>O(n · front), plus one hypervolume per trial that moved the front.</remarks>
    public static ImmutableArray<FrontStep> Of(IEnumerable<Trial> trials, IReadOnlyList<Objective> objectives, ReferencePoint reference)
    {
        var front = new GrowingFront(objectives, reference);
        var steps = ImmutableArray.CreateBuilder<FrontStep>();
        foreach (var trial in trials.OrderBy(trial => trial.Finished ?? trial.Proposed).ThenBy(trial => trial.Number))
        {
            if (trial.Costs(objectives) is null) continue;
            var moved = front.Add(trial) == FrontEffect.Moved;
            steps.Add(new FrontStep(trial.Number, front.Share, moved));
        }
        return steps.ToImmutable();
    }
}
