namespace NasFuse.Core.Analysis.Checks;

/// <summary>Does the front still move? If not, further trials are wasted; if so, the budget ended too early.</summary>
public sealed class FrontStalled : StudyCheck
{
    private const int FewestTrials = 20;
    private const double LeastGain = 0.005;

    /// <inheritdoc/>
    public override string Name => "front-stalled";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(AnalysedStudy study)
    {
        var history = FrontHistory.Of(study.Complete, study.Study.Objectives, study.Study.Reference);
        if (history.Length < FewestTrials || history[^1].Share == 0)
        {
            yield return Skip("Whether the front still moves cannot be told.",
                history.Length < FewestTrials ? $"too few complete trials: {history.Length} of {FewestTrials}" : "no trial lies in the reference box");
            yield break;
        }
        var last = history.Length / 3;
        var gain = history[^1].Share / Math.Max(history[^(last + 1)].Share, double.Epsilon) - 1;
        var moved = history.Last(step => step.Improved);
        var reason = $"hypervolume {history[^1].Share:F4}, {gain:+0.0 %;-0.0 %;0.0 %} in the last {last} of {history.Length} complete trials; "
            + $"last moved by #{moved.Number}";
        yield return gain < LeastGain
            ? Warn("The front has stalled.", reason,
                "More of the same trials will hardly help: widen the space, train longer, or repeat the front with more seeds instead.")
            : Pass("The front still moves; a larger budget would move it on.", reason);
    }
}
