using System.Collections.Immutable;
using NasFuse.Core.Measurement;

namespace NasFuse.Core.Studies;

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
    /// <remarks>A pruned trial whose training was taken to its end becomes complete. A trial without repeats keeps its metrics as they are.</remarks>
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
                + repeats.Sum(repeat => repeat.Continues(trial) ? repeat.TrainSeconds - trial.TrainSeconds : repeat.TrainSeconds),
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

    private static IEnumerable<Repeat> Counting(Trial trial, int epochs) =>
        trial.Repeats.Where(repeat => repeat.State == TrialState.Complete && repeat.Epochs == epochs);

    private static ImmutableSortedDictionary<string, double> Combine(
        IEnumerable<ImmutableSortedDictionary<string, double>> evaluations, Func<IReadOnlyList<double>, double> combine) =>
        evaluations.SelectMany(values => values).GroupBy(pair => pair.Key, pair => pair.Value)
            .ToImmutableSortedDictionary(group => group.Key, group => combine([.. group]), StringComparer.Ordinal);

    private static double Deviation(IReadOnlyList<double> values) => values.Count > 1 ? SampleDeviation.Of(values) : 0;
}
