using NasFuse.Core.Noise;

namespace NasFuse.Core.Analysis.Checks;

/// <summary>Are the margins on the front larger than the noise, so that its members can be trusted?</summary>
public sealed class DecisionMargins : StudyCheck
{
    private const double FewUnsure = 1.0 / 3;
    private const double MostUnsure = 2.0 / 3;

    /// <inheritdoc/>
    public override string Name => "decision-margins";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(AnalysedStudy study)
    {
        var remedy = $"Evaluate what is uncertain again: nasfuse promote {study.Study.Name} --seeds 3, then nasfuse front {study.Study.Name} --confidence";
        if (study.Front.Count == 0 || !study.Noise.IsKnown)
        {
            const string unknown = "Whether the front can be trusted cannot be told.";
            yield return study.Front.Count == 0 ? Skip(unknown, "no trial is complete")
                : Skip(unknown, $"the noise of {string.Join(" and ", UnknownOf(study.Noise))} is unknown: nothing was evaluated twice", remedy);
            yield break;
        }
        var front = ConfidentFront.Of(study.Stored, study.Study.Objectives, study.Study.Plan.Epochs, study.Study.Reference);
        var measured = study.Front.Select(trial => trial.Number).ToHashSet();
        var sure = front.Candidates.Count(candidate => measured.Contains(candidate.Trial.Number) && candidate.Membership >= front.Confidence);
        var rivals = front.Candidates.Count(candidate => !measured.Contains(candidate.Trial.Number));
        var reason = $"{sure} of {measured.Count} members are on the front with probability {front.Confidence:P0}; {rivals} other trials may be on it too";
        var uncertain = 1 - (double)sure / measured.Count;
        yield return uncertain > MostUnsure
            ? Fail("Hardly a member of the front is sure: its margins are smaller than the noise.", reason, remedy)
            : uncertain > FewUnsure
                ? Warn("Margins on the front are too small to trust all of its members.", reason, remedy)
                : Pass("The margins on the front are larger than the noise.", reason);
    }

    private static IEnumerable<string> UnknownOf(StudyNoise noise) =>
        noise.Objectives.Where(objective => objective.Source == NoiseSource.Unknown).Select(objective => objective.Objective.Name);
}
