using NasFuse.Core.Objectives;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Models;
using NasFuse.Core.SearchSpaces;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class EvidenceReaderTests
{
    private static readonly Objective[] s_objectives = [new(MetricNames.MeanIou, Direction.Maximize), new(MetricNames.LatencyMs, Direction.Minimize)];

    [Fact]
    public void Trials_are_sorted_by_what_is_known_about_them()
    {
        var history = new SamplerHistory();
        history.Add(new PendingTrial(5, Picked("a", "x")));
        history.Add(new FinishedTrial(3, Picked("a", "y"), [0.5, 7], 0));
        history.Add(new FinishedTrial(0, Picked("b", "1"), [0.4, double.NaN], 0));
        history.Add(new FinishedTrial(2, Picked("b", "2"), null, 0.5));
        history.Add(new FinishedTrial(1, Picked("a", "x"), null, 0));
        var evidence = new EvidenceReader().Read(Context(history));

        var complete = Assert.Single(evidence.Complete);
        Assert.Equal(3, complete.Number);
        Assert.Equal([-0.5, 7], complete.Costs!);
        Assert.Equal(2, Assert.Single(evidence.Infeasible).Number);
        Assert.Equal(5, Assert.Single(evidence.Pending).Number);
        // Choices get columns in the order of trials: b was asked by trial 0, a by trial 1; 0 is "not asked".
        Assert.Equal(["b", "a"], evidence.Codes.Choices);
        Assert.Equal<short>([0, 2], complete.Codes);
        Assert.Equal<short>([2, 0], evidence.Infeasible[0].Codes);
    }

    [Fact]
    public void Pruned_trials_teach_what_is_foretold_of_them_and_are_in_no_front()
    {
        var history = new SamplerHistory();
        history.Add(new FinishedTrial(0, Picked("a", "x"), null, 0) { Partial = new PartialResult([0.2, 7], 0.5) { Foretold = [0.4, 7] } });
        history.Add(new FinishedTrial(1, Picked("a", "y"), null, 0) { Partial = new PartialResult([0.2, 8], 0.5) });
        history.Add(new FinishedTrial(2, Picked("a", "z"), null, 0) { Partial = new PartialResult([0.2, 9], 0.5) { Foretold = [double.NaN, 9] } });
        var evidence = new EvidenceReader().Read(Context(history));
        Assert.Equal([0, 1, 2], evidence.Pruned.Select(trial => trial.Number));
        Assert.Equal([-0.4, 7], Assert.Single(evidence.Foretold).Costs!);
        Assert.Empty(evidence.Costs);
        Assert.Equal(0, evidence.Count);
    }

    [Fact]
    public void A_reader_that_saw_another_study_starts_anew()
    {
        var reader = new EvidenceReader();
        var (first, second) = (new SamplerHistory(), new SamplerHistory());
        first.Add(new FinishedTrial(0, Picked("a", "x"), [1, 1], 0));
        second.Add(new FinishedTrial(0, Picked("b", "x"), [1, 1], 0));
        reader.Read(Context(first));
        Assert.Equal(["b"], reader.Read(Context(second)).Codes.Choices);
    }

    [Fact]
    public void A_wrong_number_of_values_is_an_error()
    {
        var history = new SamplerHistory();
        history.Add(new FinishedTrial(0, Picked("a", "x"), [1], 0));
        Assert.Throws<ArgumentException>(() => new EvidenceReader().Read(Context(history)));
    }

    private static SamplerContext Context(SamplerHistory history) => new(9, new PlantedSpace(), s_objectives, new Random(1), _ => false, history);

    private static Assignment Picked(string choice, string label) => new(Assignment.Empty.Labels.Add(choice, label));
}
