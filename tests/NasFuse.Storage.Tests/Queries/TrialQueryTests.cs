using CsCheck;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Sources;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Queries;

public sealed class TrialQueryTests
{
    private static readonly Trial[] Trials =
    [
        TrialGenerator.Proposed(0) with { Metrics = QueryTrials.Values(("miou", 0.5)), Device = "b" },
        TrialGenerator.Proposed(1) with { Metrics = QueryTrials.Values(("miou", double.NaN)) },
        TrialGenerator.Proposed(2) with { Metrics = QueryTrials.Values(("miou", 0.7)), Device = "B" },
        TrialGenerator.Proposed(3) with { Device = "a" },
        TrialGenerator.Proposed(4) with { Metrics = QueryTrials.Values(("miou", 0.5)), Device = "a" },
    ];

    [Theory]
    [InlineData(null, new[] { 0, 1, 2, 3, 4 })]
    [InlineData("number desc", new[] { 4, 3, 2, 1, 0 })]
    [InlineData("objectives.miou", new[] { 0, 4, 2, 1, 3 })]
    [InlineData("objectives.miou DESC", new[] { 2, 0, 4, 1, 3 })]
    [InlineData("objectives.miou desc, number desc", new[] { 2, 4, 0, 3, 1 })]
    [InlineData("device asc, number", new[] { 3, 4, 0, 2, 1 })]
    public void Order_puts_missing_values_last_and_keeps_ties(string? order, int[] expected) =>
        Assert.Equal(expected, Numbers(new TrialQuery { Order = order, Select = "number" }.Run(Trials)));

    [Fact]
    public void Labels_that_say_numbers_order_as_numbers_before_texts()
    {
        var trials = new[] { "conv", "16", "8", "add" }.Select((label, number) =>
            TrialGenerator.Proposed(number) with { Assignment = new(TrialGenerator.Proposed(0).Assignment.Labels.Clear().Add("width", label)) });
        Assert.Equal([2, 1, 3, 0], Numbers(new TrialQuery { Order = "choices.width", Select = "number" }.Run([.. trials])));
    }

    [Fact]
    public void Any_order_is_what_plain_code_orders() =>
        Gen.Select(QueryTrials.Study, Gen.Bool, Gen.Bool).Sample((trials, descending, byParameters) =>
        {
            var keyed = trials.Select(trial =>
                (trial.Number, Key: byParameters ? trial.Parameters : trial.Metrics.GetValueOrDefault("latencyMs", double.NaN)));
            var known = keyed.Where(pair => !double.IsNaN(pair.Key));
            var expected = (descending ? known.OrderByDescending(pair => pair.Key) : known.OrderBy(pair => pair.Key))
                .Concat(keyed.Where(pair => double.IsNaN(pair.Key)));
            var order = (byParameters ? "parameters" : "objectives.latencyMs") + (descending ? " desc" : "");
            Assert.Equal(expected.Select(pair => pair.Number), Numbers(new TrialQuery { Order = order, Select = "number" }.Run(trials)));
        });

    [Fact]
    public void A_page_is_a_part_of_the_ordered_rows() =>
        Gen.Select(QueryTrials.Study, Gen.Int[0, 5], Gen.Int[0, 5]).Sample((trials, offset, limit) =>
        {
            var query = new TrialQuery { Order = "objectives.latencyMs desc, parameters", Select = "number" };
            Assert.Equal(Numbers(query.Run(trials)).Skip(offset).Take(limit), Numbers((query with { Offset = offset, Limit = limit }).Run(trials)));
        });

    [Fact]
    public void Rows_beyond_the_limit_are_not_kept_and_not_missed()
    {
        var random = new Random(1);
        Trial[] trials = [.. Enumerable.Range(0, 20_000).Select(number => TrialGenerator.Proposed(number) with { Parameters = random.Next(100) })];
        var expected = trials.OrderBy(trial => trial.Parameters).Take(50).Select(trial => trial.Number);
        Assert.Equal(expected, Numbers(new TrialQuery { Order = "parameters", Select = "number", Limit = 50 }.Run(trials)));
    }

    [Fact]
    public void Rows_of_several_studies_name_their_study()
    {
        var rows = new TrialQuery { Where = "study != 'b' or number = 1", Order = "number, study desc", Select = "study, number" }
            .Over(new TrialList("a", Trials[..2]), new TrialList("b", Trials[..3])).Rows;
        Assert.Equal(["a 0", "b 1", "a 1"], rows.Select(row => $"{row[0]} {row[1]}"));
        Assert.Equal("study", new TrialQuery().Over(new TrialList("a", Trials), new TrialList("b", Trials)).Columns[0].Name);
        Assert.DoesNotContain("study", new TrialQuery().Over(new TrialList("a", Trials)).Columns.Select(column => column.Name));
    }

    [Fact]
    public void Limit_comes_after_where_and_order()
    {
        Assert.Equal([4, 0],
            Numbers(new TrialQuery { Where = "number != 2", Order = "objectives.miou desc, number desc", Select = "number", Limit = 2 }.Run(Trials)));
        Assert.Empty(new TrialQuery { Limit = 0 }.Run(Trials).Rows);
        Assert.Equal(5, new TrialQuery { Limit = 99 }.Run(Trials).Rows.Count);
    }

    [Fact]
    public void Select_takes_fields_and_families_each_once()
    {
        var table = new TrialQuery { Select = "STATE, objectives, number, choices.L1/s4/operator, state" }.Run(Trials);
        Assert.Equal(
            ["state", "objectives.activationBytes", "objectives.latencyMs", "objectives.macs", "objectives.miou", "objectives.parameters",
                "objectives.pixelAccuracy", "number", "choices.L1/s4/operator"],
            table.Columns.Select(column => column.Name).Order(StringComparer.Ordinal)
                .OrderBy(name => name switch { "state" => 0, "number" => 2, ['c', ..] => 3, _ => 1 }));
    }

    [Fact]
    public void A_star_stands_for_the_usual_fields()
    {
        var usual = new TrialQuery().Run(Trials).Columns.Select(column => column.Name);
        Assert.Equal(usual, new TrialQuery { Select = "*" }.Run(Trials).Columns.Select(column => column.Name));
        Assert.Equal([.. usual, "architecture"], new TrialQuery { Select = "*, architecture" }.Run(Trials).Columns.Select(column => column.Name));
    }

    [Fact]
    public void A_study_that_has_measured_nothing_can_be_asked_about_what_it_will_measure()
    {
        Assert.Empty(new TrialQuery { Where = "objectives.miou > 0.5 and classIou.road > 0.1", Order = "choices.x" }.Run([]).Rows);
        Assert.Empty(new TrialQuery { Where = "classIou.road > 0.1" }.Run([TrialGenerator.Proposed(0)]).Rows);
    }

    private static IEnumerable<int> Numbers(QueryTable table) => table.Rows.Select(row => (int)row[0].Whole!.Value);
}
