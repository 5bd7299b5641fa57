using NasFuse.Cli.CommandLine;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Comparison;

/// <summary>Several studies of the same objectives on the same data.</summary>
/// <param name="Objectives">What all of them optimise.</param>
/// <param name="Box">The smallest box that holds the boxes of all studies.</param>
/// <param name="Studies">The studies in the order they were named.</param>
/// <param name="Remarks">What a reader of the figures should know.</param>
internal sealed record StudyComparison(
    IReadOnlyList<Objective> Objectives, ReferencePoint Box, IReadOnlyList<ComparedStudy> Studies, IReadOnlyList<string> Remarks)
{
    /// <exception cref="UserErrorException">The studies differ in objectives or data.</exception>
    public static StudyComparison Of(IReadOnlyList<StoredStudy> studies)
    {
        RequireComparable(studies);
        var objectives = studies[0].Manifest.Objectives;
        var boxes = studies.Select(study => study.Manifest.Reference).ToArray();
        var box = ReferencePoint.Around(boxes);
        var joint = JointFront.Of(studies.SelectMany(study => study.Trials), objectives);
        return new StudyComparison(objectives, box, [.. studies.Select(study => ComparedStudy.Of(study, box, joint))], [.. Remark(studies, boxes)]);
    }

    private static void RequireComparable(IReadOnlyList<StoredStudy> studies)
    {
        var (mistakes, first) = (new DiagnosticBag(), studies[0]);
        foreach (var study in studies.Skip(1))
        {
            var place = new SourcePlace(study.Name);
            if (!study.Manifest.Objectives.SequenceEqual(first.Manifest.Objectives))
                mistakes.Add(
                    place, ErrorCodes.Contradiction,
                    $"its objectives are {Names(study)}, those of '{first.Name}' are {Names(first)}; only studies of the same objectives compare");
            if (study.Manifest.Data.Fingerprint != first.Manifest.Data.Fingerprint)
                mistakes.Add(
                    place, ErrorCodes.Contradiction, $"it was made with other data than '{first.Name}' "
                    + $"({study.Manifest.Data.Name} and {first.Manifest.Data.Name}, other files, size or limits)");
        }
        mistakes.ThrowIfAny();
    }

    private static string Names(StoredStudy study) => string.Join(
        ", ", study.Manifest.Objectives.Select(objective => $"{objective.Name} ({objective.Direction.ToString().ToLowerInvariant()})"));

    private static IEnumerable<string> Remark(IReadOnlyList<StoredStudy> studies, ReferencePoint[] boxes)
    {
        if (boxes.Distinct().Count() > 1)
            yield return "The studies have reference points of their own; hypervolumes here are shares of the smallest box that holds all of them.";
        var epochs = studies.Select(study => study.Manifest.Study.Study.Training.Epochs).Distinct().Order().ToArray();
        if (epochs.Length > 1) yield return $"The studies trained for {string.Join(", ", epochs)} epochs: their qualities are those of different budgets.";
        var backends = studies.SelectMany(study => study.Trials).Select(trial => trial.LatencyBackend).OfType<string>().Distinct().ToArray();
        if (backends.Length > 1) yield return $"Latency was measured in different ways: {string.Join("; ", backends)}.";
    }
}
