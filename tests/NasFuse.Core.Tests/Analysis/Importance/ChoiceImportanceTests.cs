using NasFuse.Core.Analysis.Importance;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Analysis.Importance;

/// <summary>Functions of which the share of every choice is known.</summary>
public sealed class ChoiceImportanceTests
{
    private const double Tolerance = 0.08;

    [Fact]
    public void Shares_of_a_sum_are_those_of_its_variance()
    {
        // Variance of a fair coin times weight: 9, 4 and 1 of 14; the fourth choice does nothing.
        var importance = Learn(400, (random, labels) =>
        {
            double value = 0;
            foreach (var (name, weight) in new[] { ("a", 3), ("b", 2), ("c", 1), ("d", 0) }) value += weight * Toss(random, labels, name);
            return value;
        });
        AssertShares(importance, ("a", 9.0 / 14), ("b", 4.0 / 14), ("c", 1.0 / 14), ("d", 0));
        Assert.Equal(["a", "b", "c", "d"], importance.Choices.Select(choice => choice.Choice));
        Assert.True(importance.Explained > 0.9);
    }

    [Fact]
    public void Numbers_count_by_their_order_and_labels_by_their_meaning()
    {
        // Uniform over 0..7: variance 5.25; over {0, 4} in four labels: 4.
        var importance = Learn(600, (random, labels) =>
        {
            var (width, label) = (random.Next(8), random.Next(4));
            (labels["width"], labels["operator"]) = ($"{width * 8}", new[] { "conv", "zoom", "dwsep", "mb" }[label]);
            return width + (label % 2 == 0 ? 4 : 0);
        });
        AssertShares(importance, ("width", 5.25 / 9.25), ("operator", 4 / 9.25));
    }

    [Fact]
    public void Choices_that_only_matter_together_both_count_fully() =>
        AssertShares(Learn(500, (random, labels) => Toss(random, labels, "a") * Toss(random, labels, "b")), ("a", 1), ("b", 1));

    [Fact]
    public void A_conditional_choice_counts_where_it_is_asked_and_no_more()
    {
        // E = present · (2 ± 1): present decides 4·1/4 = 1 by itself, the width 1·1/2, and the total effect of present is 1 + 1/4 of what it switches on.
        var importance = Learn(600, (random, labels) => Toss(random, labels, "branch/present") < 0 ? 0 : 2 + Toss(random, labels, "branch/width"));
        Assert.Equal(["branch/present", "branch/width"], importance.Choices.Select(choice => choice.Choice));
        var width = importance.Choices[1];
        Assert.InRange(width.Share, 0.5 / 1.5 - Tolerance, 0.5 / 1.5 + Tolerance);
        Assert.InRange(width.Trials, 240, 360);
        Assert.InRange(importance.Choices[0].Share, 0.6, 1);
    }

    [Fact]
    public void Whether_a_choice_was_asked_is_the_doing_of_what_asks_it()
    {
        // Ten conditional choices that do nothing: their being there tells the value, and must not count.
        var importance = Learn(400, (random, labels) =>
        {
            if (Toss(random, labels, "present") < 0) return 0;
            for (var i = 0; i < 10; i++) Toss(random, labels, $"idle{i}");
            return 1;
        });
        Assert.Equal("present", importance.Choices[0].Choice);
        Assert.InRange(importance.Choices[0].Share, 0.8, 1.1);
        Assert.All(importance.Choices.Skip(1), choice => Assert.InRange(choice.Share, 0, 0.02));
    }

    [Fact]
    public void Few_trials_and_equal_values_and_noise_give_a_reason_instead_of_nonsense()
    {
        Assert.Equal("too few trials: 19 of 20", Learn(19, (random, labels) => Toss(random, labels, "a")).Unknown);
        Assert.Equal("all 30 trials have the same value", Learn(30, (random, labels) => Toss(random, labels, "a") * 0).Unknown);
        Assert.StartsWith("the choices explain too little of it", Learn(60, (random, labels) => Toss(random, labels, "a") * 0 + random.NextDouble()).Unknown,
            StringComparison.Ordinal);
        Assert.Empty(Learn(19, (random, labels) => Toss(random, labels, "a")).Choices);
    }

    [Fact]
    public void Ten_thousand_trials_of_a_hundred_choices_take_seconds_and_find_the_one_that_matters()
    {
        var importance = Learn(10_000, (random, labels) =>
        {
            for (var i = 0; i < 99; i++) Toss(random, labels, $"idle{i}");
            return Toss(random, labels, "a") + 0.1 * random.NextDouble();
        });
        Assert.Equal("a", importance.Choices[0].Choice);
        Assert.InRange(importance.Choices[0].Share, 0.9, 1.1);
    }

    [Fact]
    public void The_hypervolume_is_a_target_too()
    {
        var trials = ToyStudy.Trials(200, (trial, _) => trial.With(0.5, double.Parse(trial.Label("s8/width"))));
        var importance = ChoiceImportance.OfHypervolume(trials, ToyStudy.Study.Objectives, ToyStudy.Study.Reference);
        Assert.Equal("s8/width", importance.Choices[0].Choice);
        Assert.Equal("hypervolume", importance.Target);
    }

    /// <summary>Importance in trials whose mIoU is a function of random labels; it may be any number here.</summary>
    private static ChoiceImportance Learn(int count, Func<Random, Dictionary<string, string>, double> value) =>
        ChoiceImportance.Of(
            Enumerable.Range(0, count).Select(number =>
            {
                var labels = new Dictionary<string, string>(StringComparer.Ordinal);
                var miou = value(RandomStreams.Create(3, "labels", number), labels);
                var trial = ToyStudy.Complete(number, new(Core.SearchSpaces.Assignment.Empty.Labels.AddRange(labels)));
                return trial.With(miou, 10);
            }),
            ToyStudy.Quality);

    private static int Toss(Random random, Dictionary<string, string> labels, string name)
    {
        var heads = random.Next(2) == 1;
        labels[name] = heads ? "yes" : "no";
        return heads ? 1 : -1;
    }

    private static void AssertShares(ChoiceImportance importance, params (string Choice, double Share)[] expected)
    {
        Assert.Null(importance.Unknown);
        foreach (var (name, share) in expected)
        {
            var choice = importance.Choices.Single(choice => choice.Choice == name);
            Assert.True(Math.Abs(choice.Share - share) < Tolerance, $"{choice} should have {share:F3}");
        }
    }
}
