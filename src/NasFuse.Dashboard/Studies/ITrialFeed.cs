using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;

namespace NasFuse.Dashboard.Studies;

/// <summary>News of one study.</summary>
/// <param name="Manifest">The study's record.</param>
/// <param name="Trials">New and changed trials, as stored.</param>
/// <param name="Running">All trials under evaluation.</param>
public sealed record StudyNews(RunManifest Manifest, IReadOnlyList<Trial> Trials, IReadOnlyList<RunningTrial> Running);

/// <summary>Where the newest trials of a study come from.</summary>
internal interface ITrialFeed
{
    /// <summary>True when the search runs in this process.</summary>
    bool IsLive { get; }

    /// <summary>What is new since the last call; null when nothing is, or the study has not begun. Called from one thread at a time.</summary>
    StudyNews? Poll();
}
