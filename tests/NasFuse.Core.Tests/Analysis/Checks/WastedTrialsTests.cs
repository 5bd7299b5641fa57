using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Checks;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Analysis.Checks;

public sealed class WastedTrialsTests
{
    [Theory]
    [InlineData(TrialState.Failed, 2, "out of memory", Verdict.Warn, "2 of 20 that ended; 2 times: out of memory")]
    [InlineData(TrialState.Failed, 10, "out of memory", Verdict.Fail, "10 of 20")]
    [InlineData(TrialState.Infeasible, 12, "latencyMs is 41.2 but must be < 30", Verdict.Warn, "12 times: latencyMs must be < 30")]
    [InlineData(TrialState.Duplicate, 8, null, Verdict.Warn, "8 of 20 that ended")]
    [InlineData(TrialState.Failed, 1, "out of memory", Verdict.Pass, "19 complete, 1 failed")]
    public void Shares_that_are_too_large_are_named_with_the_reason(TrialState state, int count, string? error, Verdict verdict, string reason)
    {
        var trials = ToyStudy.Trials(20, (trial, _) => trial.Number < count ? trial with { State = state, Error = error } : trial);
        Assert.Contains(reason, ToyStudy.Judge<WastedTrials>(trials).Says(verdict).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_trials_say_nothing() =>
        ToyStudy.Judge<WastedTrials>(ToyStudy.Trials(9, (trial, _) => trial with { State = TrialState.Failed })).Says(Verdict.Skip);
}
