using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Comparison;

/// <summary>A study measured in the box that several studies share.</summary>
/// <param name="View">The study.</param>
/// <param name="Growth">How its front grew in that box.</param>
/// <param name="Hypervolume">Dominated share of that box, 0..1.</param>
/// <param name="OnJointFront">How many of its trials no trial of any study beats.</param>
internal sealed record SharedStudy(StudyView View, IReadOnlyList<GrowthPoint> Growth, double Hypervolume, int OnJointFront);

/// <summary>Measures several studies with one reference point: the smallest box that holds the boxes of all.</summary>
internal static class SharedBox
{
    /// <summary>Why the studies do not compare, in a sentence each; empty when they do.</summary>
    public static IReadOnlyList<string> Obstacles(IReadOnlyList<StudyView> views)
    {
        var first = views[0];
        var objectives = views.Where(view => !view.Objectives.SequenceEqual(first.Objectives))
            .Select(view => $"'{view.Name}' has other objectives than '{first.Name}' "
                + $"({Names(view.Manifest)} instead of {Names(first.Manifest)}), so their fronts have no common box.");
        var data = views.Where(view => view.Manifest.Data.Fingerprint != first.Manifest.Data.Fingerprint)
            .Select(view => $"'{view.Name}' was made with other data than '{first.Name}' "
                + $"({view.Manifest.Data.Name} and {first.Manifest.Data.Name}; other files, size or limits).");
        return [.. objectives, .. data];
    }

    /// <summary>The studies in the common box.</summary>
    /// <param name="views">Studies of the same objectives.</param>
    public static IReadOnlyList<SharedStudy> Measure(IReadOnlyList<StudyView> views)
    {
        var objectives = views[0].Objectives;
        var box = ReferencePoint.Around([.. views.Select(view => view.Manifest.Reference)]);
        var joint = JointFront.Of(views.SelectMany(view => view.Front), objectives);
        return [.. views.Select(view => Measure(view, box, joint))];
    }

    private static SharedStudy Measure(StudyView view, ReferencePoint box, JointFront joint)
    {
        var growth = new FrontGrowth(view.Objectives, box);
        foreach (var trial in view.Trials.Where(trial => trial.State.IsFinal()).OrderBy(trial => trial.Finished ?? trial.Proposed)) growth.Add(trial);
        return new SharedStudy(view, growth.Points, growth.Share, joint.CountOn(view.Front));
    }

    private static string Names(RunManifest manifest) => string.Join(", ", manifest.Objectives.Select(objective => objective.Name));
}
