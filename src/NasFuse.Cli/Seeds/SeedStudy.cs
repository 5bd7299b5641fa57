using NasFuse.Core.Diagnostics;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Seeds;
using NasFuse.Core.Studies;
using NasFuse.Storage;

namespace NasFuse.Cli.Seeds;

/// <summary>Takes the best architectures out of an earlier study, by its own objectives; its data and devices do not matter.</summary>
internal static class SeedStudy
{
    /// <summary>Reads a study, also while a search writes it.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="name">What the person called it; seeds are named <c>name#14</c>.</param>
    /// <param name="best">How many; null for its front.</param>
    /// <exception cref="UserErrorException">It has no complete trial, or was written by another version.</exception>
    public static IEnumerable<SeedOptions> Read(StudyFolder folder, string name, int? best)
    {
        using var reader = LiteDbTrialReader.Open(folder);
        var stored = reader.Manifest() ?? throw Empty(name);
        var trials = Take(reader.Trials(), RunManifest.Read(folder.Database, stored), best);
        return trials.Count == 0 ? throw Empty(name) : trials.Select(trial => SeedOptions.Of($"{name}#{trial.Number}", trial.Architecture, trial.Assignment));
    }

    private static IReadOnlyList<Trial> Take(IReadOnlyList<Trial> trials, RunManifest manifest, int? best)
    {
        if (best is null) return TrialRanking.Front(trials, manifest.Objectives);
        FinishedTrial[] complete =
        [
            .. from trial in trials
               where trial.Costs(manifest.Objectives) is not null
               select new FinishedTrial(trial.Number, trial.Assignment, [.. manifest.Objectives.Select(objective => trial.Metrics[objective.Name])], Violation: 0),
        ];
        var byNumber = trials.ToDictionary(trial => trial.Number);
        return [.. TrialOrder.BestFirst(complete, manifest.Objectives).Take(best.Value).Select(trial => byNumber[trial.Number])];
    }

    private static UserErrorException Empty(string name) =>
        new(new SourcePlace(name), ErrorCodes.NotFound, $"study '{name}' has no complete trial to begin with");
}
