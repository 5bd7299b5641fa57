using NasFuse.Core.Samplers.Models;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class ParzenMixtureTests
{
    [Fact]
    public void The_density_sums_to_one_over_everything_there_is()
    {
        var codes = new ChoiceCodes();
        var mixture = new ParzenMixture(codes, Trials(codes, ("conv", "8"), ("pool", "16"), ("conv", "32")), 0.5);
        var densities =
            from first in Enumerable.Range(-1, 4)
            from second in Enumerable.Range(-1, 5)
            select Math.Exp(mixture.LogDensity([(short)first, (short)second]));
        Assert.Equal(1, densities.Sum(), 9);
    }

    [Fact]
    public void Combinations_that_were_good_are_denser_than_mixtures_of_them()
    {
        var codes = new ChoiceCodes();
        var mixture = new ParzenMixture(codes, Trials(codes, ("conv", "a"), ("pool", "b")), 0.5);
        Assert.True(mixture.LogDensity([1, 1]) > mixture.LogDensity([1, 2]) + 1);
    }

    [Fact]
    public void Numbers_near_a_good_one_are_denser_than_far_ones_and_names_are_not()
    {
        Assert.True(At("16", "8", "16", "64") > At("64", "8", "16", "64") + 0.1);
        Assert.Equal(At("b", "a", "b", "c"), At("c", "a", "b", "c"), 12);

        static double At(string label, params string[] labels)
        {
            var codes = new ChoiceCodes();
            var trials = Trials(codes, [.. labels.Select(l => ("conv", l))]);
            return new ParzenMixture(codes, trials.Take(1), 0.5).LogDensity([1, (short)(labels.ToList().IndexOf(label) + 1)]);
        }
    }

    private static Observation[] Trials(ChoiceCodes codes, params (string Operator, string Width)[] trials)
    {
        foreach (var trial in trials) codes.Learn(AssignmentOf(trial));
        return [.. trials.Select(AssignmentOf).Select((assignment, i) => new Observation(i, assignment, codes.Encode(assignment), null, 0))];
    }

    private static Assignment AssignmentOf((string Operator, string Width) trial) =>
        new(Assignment.Empty.Labels.Add("operator", trial.Operator).Add("width", trial.Width));
}
