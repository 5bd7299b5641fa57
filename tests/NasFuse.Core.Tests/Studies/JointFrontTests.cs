using System.Collections.Immutable;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies;

public sealed class JointFrontTests
{
    private static readonly Objective[] s_objectives = [new("miou", Direction.Maximize), new("latencyMs", Direction.Minimize)];

    [Fact]
    public void Counts_what_no_study_beats_equal_ones_for_each()
    {
        Trial[] first = [Complete(0, 0.5, 5), Complete(1, 0.7, 9), Complete(2, 0.6, 7)];
        Trial[] second = [Complete(0, 0.65, 6), Complete(1, 0.7, 9), TrialGenerator.Proposed(2)];
        var joint = JointFront.Of([.. first, .. second], s_objectives);
        Assert.Equal(2, joint.CountOn(first));
        Assert.Equal(2, joint.CountOn(second));
        Assert.Equal(0, JointFront.Of([], s_objectives).CountOn(second));
    }

    private static Trial Complete(int number, double miou, double latencyMs) => TrialGenerator.Proposed(number) with
    {
        State = TrialState.Complete,
        Metrics = new Dictionary<string, double> { ["miou"] = miou, ["latencyMs"] = latencyMs }.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };
}
