using System.Collections.Immutable;
using NasFuse.Core.Analysis;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Analysis;

/// <summary>Studies on <see cref="ToySpace"/> that a test makes as it needs them.</summary>
internal static class ToyStudy
{
    public static readonly Objective Quality = new(MetricNames.MeanIou, Direction.Maximize);
    public static readonly Objective Latency = new(MetricNames.LatencyMs, Direction.Minimize);

    public static readonly Study Study = new(
        "toy", new ToySpace(), [Quality, Latency], [], new ReferencePoint([-1, 0], [0, 100]), new Size(64, 64), new BudgetSpecification { Trials = 100 }, 1)
    {
        Plan = new EvaluationPlan(4, 1),
    };

    /// <summary>Trials of random architectures, changed one by one.</summary>
    public static Trial[] Trials(int count, Func<Trial, Random, Trial> change) => [.. Enumerable.Range(0, count).Select(number =>
    {
        var random = RandomStreams.Create(7, "toy", number);
        return change(Complete(number, Study.Space.Sample(random).Assignment), random);
    })];

    /// <summary>A complete trial of mIoU 0.5 and 10 ms.</summary>
    public static Trial Complete(int number, Assignment assignment) => TrialGenerator.Proposed(number) with
    {
        State = TrialState.Complete, Assignment = assignment, Epochs = 4, Device = "cpu", Finished = TrialGenerator.Proposed(number).Proposed.AddSeconds(1),
    } is var trial ? trial.With(0.5, 10) : throw new InvalidOperationException();

    public static Trial With(this Trial trial, double miou, double latencyMs) => trial with { Metrics = Values(miou, latencyMs) };

    public static Trial With(this Trial trial, string choice, string label) =>
        trial with { Assignment = new Assignment(trial.Assignment.Labels.SetItem(choice, label)) };

    public static string Label(this Trial trial, string choice) => trial.Assignment.Labels.GetValueOrDefault(choice, "");

    public static ImmutableSortedDictionary<string, double> Values(double miou, double latencyMs) =>
        new Dictionary<string, double> { ["miou"] = miou, ["latencyMs"] = latencyMs }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>A finished repeat with other values.</summary>
    public static Repeat Again(this Trial trial, int index, double miou, double latencyMs) => new()
    {
        Trial = trial.Number, Index = index, Seed = (ulong)index, Epochs = 4, State = TrialState.Complete, Metrics = Values(miou, latencyMs),
            Device = trial.Device,
    };

    /// <summary>What a check says about these trials.</summary>
    public static Finding[] Judge<TCheck>(IReadOnlyList<Trial> trials, Study? study = null, Func<int, IReadOnlyList<EpochRecord>>? epochsOf = null)
        where TCheck : StudyCheck, new() => [.. new TCheck().Judge(new AnalysedStudy(study ?? Study, trials, epochsOf ?? (_ => [])))];

    /// <summary>Its only finding, which ends so.</summary>
    public static Finding Says(this Finding[] findings, Verdict verdict)
    {
        var finding = Assert.Single(findings);
        Assert.True(verdict == finding.Verdict, $"{finding}");
        return finding;
    }
}
