using System.Collections.Concurrent;
using System.Collections.Immutable;
using NasFuse.Core.Analysis;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Dashboard.Studies;

/// <summary>Keeps what the checks of a study found: they look it over once per number of trials and evaluations that ended. Thread-safe.</summary>
public sealed class FindingsCache
{
    private readonly ConcurrentDictionary<string, Kept> _known = new();

    /// <summary>What the checks found, the worst first. The first call after a change reads the whole study.</summary>
    /// <param name="study">A study that was read.</param>
    /// <exception cref="UserErrorException">Its search space cannot be made by this version.</exception>
    /// <exception cref="IOException">It cannot be read at the moment.</exception>
    public FindingsReport Of(WatchedStudy study)
    {
        var view = study.View!;
        var state = (view.Manifest.Created, view.Ended, view.Trials.Sum(trial => trial.EvaluationCount));
        var kept = _known.AddOrUpdate(study.Name, _ => LookOver(), (_, known) => known.State == state ? known : LookOver());
        try
        {
            return kept.Report.Value;
        }
        catch
        {
            // What could not be read this time may be readable the next.
            _known.TryRemove(new KeyValuePair<string, Kept>(study.Name, kept));
            throw;
        }

        Kept LookOver() => new(state, new Lazy<FindingsReport>(() => new FindingsReport(view.Ended, Findings(study, view))));
    }

    private static ImmutableArray<Finding> Findings(WatchedStudy watched, StudyView view)
    {
        var manifest = view.Manifest;
        var study = manifest.StudyOn(manifest.Study.CreateSpace(manifest.Data.Classes.Count)) with { Name = view.Name };
        var epochs = watched.Reader.EpochsByTrial();
        return StudyAnalysis.Of(new AnalysedStudy(study, watched.Reader.Trials(), number => [.. epochs[number]]));
    }

    private sealed record Kept((string? Created, int Ended, int Evaluations) State, Lazy<FindingsReport> Report);
}
