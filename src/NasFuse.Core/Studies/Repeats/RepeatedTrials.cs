using System.Collections.Immutable;
using NasFuse.Core.Measurement;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Studies.Repeats;

/// <summary>Trials together with their repeats.</summary>
public static class RepeatedTrials
{
    /// <summary>The metrics of each evaluation of a trial at the full budget: its own when it is complete, and those of its repeats.</summary>
    /// <param name="trial">As stored.</param>
    /// <param name="epochs">The full budget of the study; repeats with more epochs do not compare with it.</param>
    public static IReadOnlyList<ImmutableSortedDictionary<string, double>> Evaluations(this Trial trial, int epochs)
    {
        var repeats = Counting(trial, epochs).Select(repeat => repeat.Metrics);
        return trial.State == TrialState.Complete ? [trial.Metrics, .. repeats] : [.. repeats];
    }

    /// <summary>The trial with the means of its evaluations as metrics and their standard deviations as spread.</summary>
    /// <remarks>
    /// A pruned trial whose training was taken to its end becomes complete. A trial without repeats keeps its metrics as they are. The training time of a
    /// repeat that is a trial of its own stays with that trial.
    /// </remarks>
    /// <param name="trial">As stored.</param>
    /// <param name="epochs">The full budget of the study.</param>
    public static Trial Averaged(this Trial trial, int epochs)
    {
        if (trial.Repeats.IsEmpty) return trial with { EvaluationCount = trial.State == TrialState.Complete ? 1 : 0 };
        var evaluations = trial.Evaluations(epochs);
        var averaged = trial with { EvaluationCount = evaluations.Count };
        Repeat[] repeats = [.. Counting(trial, epochs)];
        if (repeats.Length == 0) return averaged;
        var classes = repeats.Select(repeat => repeat.ClassIou);
        if (trial.State == TrialState.Complete) classes = classes.Prepend(trial.ClassIou);
        return averaged with
        {
            State = TrialState.Complete,
            Error = null,
            Epochs = epochs,
            Metrics = trial.Metrics.SetItems(Combine(evaluations, values => values.Average())),
            Spread = Combine(evaluations.Count > 1 ? evaluations : [], Deviation),
            ClassIou = Combine(classes, values => values.Average()),
            LatencyBackend = trial.LatencyBackend ?? repeats[0].LatencyBackend,
            TrainSeconds = trial.TrainSeconds
                + repeats.Where(repeat => repeat.EvaluatedBy is null)
                    .Sum(repeat => repeat.Continues(trial) ? repeat.TrainSeconds - trial.TrainSeconds : repeat.TrainSeconds),
            Artefacts = trial.State == TrialState.Complete ? trial.Artefacts : repeats[0].Artefacts,
        };
    }

    /// <summary>The trial as one single training gave it, with the weights of that training: what is exported.</summary>
    /// <param name="trial">As stored.</param>
    /// <param name="epochs">The full budget of the study.</param>
    public static Trial Single(this Trial trial, int epochs)
    {
        if (trial.State == TrialState.Complete || Counting(trial, epochs).FirstOrDefault() is not { } repeat) return trial;
        return trial with
        {
            State = repeat.State, Error = null, Seed = repeat.Seed, Epochs = repeat.Epochs, Metrics = trial.Metrics.SetItems(repeat.Metrics),
            ClassIou = repeat.ClassIou, Device = repeat.Device, LatencyBackend = repeat.LatencyBackend,
            TrainSeconds = repeat.TrainSeconds, Artefacts = repeat.Artefacts,
        };
    }

    /// <summary>A new trial that evaluates the architecture of another once more.</summary>
    /// <param name="original">As stored.</param>
    /// <param name="number">Number of the new one.</param>
    /// <param name="seed">Its own seed.</param>
    /// <param name="proposed">When it was proposed, UTC.</param>
    public static Trial Again(Trial original, int number, ulong seed, DateTimeOffset proposed) => new()
    {
        Number = number, State = TrialState.Proposed, RepeatOf = original.Number, Seed = seed, Proposed = proposed,
        ArchitectureId = original.ArchitectureId, Architecture = original.Architecture, Assignment = original.Assignment,
        Parameters = original.Parameters, Macs = original.Macs, ActivationBytes = original.ActivationBytes, Metrics = KnownBefore(original),
    };

    /// <summary>What a complete evaluation of a trial, made by a trial of its own, adds to it.</summary>
    /// <param name="original">The trial that was repeated, as stored.</param>
    /// <param name="evaluated">The trial that repeated it.</param>
    public static Repeat RepeatBy(this Trial original, Trial evaluated) => new()
    {
        Trial = original.Number, Index = original.NextRepeat(), EvaluatedBy = evaluated.Number, Seed = evaluated.Seed, Epochs = evaluated.Epochs,
        State = TrialState.Complete, Attempts = evaluated.Attempts, Metrics = evaluated.Metrics, ClassIou = evaluated.ClassIou, Device = evaluated.Device,
        LatencyBackend = evaluated.LatencyBackend, TrainSeconds = evaluated.TrainSeconds, Finished = evaluated.Finished, Artefacts = evaluated.Artefacts,
    };

    /// <summary>Index of the next repeat of a trial.</summary>
    /// <param name="trial">As stored.</param>
    public static int NextRepeat(this Trial trial) => trial.Repeats.Length == 0 ? 1 : trial.Repeats[^1].Index + 1;

    /// <summary>What a repeat of a trial need not measure: what is counted, and what other devices measured, which may not be here to measure it again.</summary>
    /// <param name="trial">The trial.</param>
    public static ImmutableSortedDictionary<string, double> KnownBefore(Trial trial) =>
        trial.Metrics.Where(metric => MetricNames.Static.Contains(metric.Key) || DeviceClass.Of(metric.Key) is not null)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static IEnumerable<Repeat> Counting(Trial trial, int epochs) =>
        trial.Repeats.Where(repeat => repeat.State == TrialState.Complete && repeat.Epochs == epochs);

    private static ImmutableSortedDictionary<string, double> Combine(
        IEnumerable<ImmutableSortedDictionary<string, double>> evaluations, Func<IReadOnlyList<double>, double> combine) =>
        evaluations.SelectMany(values => values).GroupBy(pair => pair.Key, pair => pair.Value)
            .ToImmutableSortedDictionary(group => group.Key, group => combine([.. group]), StringComparer.Ordinal);

    private static double Deviation(IReadOnlyList<double> values) => values.Count > 1 ? SampleDeviation.Of(values) : 0;
}
