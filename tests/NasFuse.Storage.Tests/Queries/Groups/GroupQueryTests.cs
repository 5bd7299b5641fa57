using CsCheck;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Queries.Groups;

public sealed class GroupQueryTests
{
    private static readonly Trial[] Trials =
    [
        TrialGenerator.Proposed(0) with { Device = "cpu", Metrics = QueryTrials.Values(("miou", 0.5)) },
        TrialGenerator.Proposed(1) with { Device = "CPU", Metrics = QueryTrials.Values(("miou", 0.7)) },
        TrialGenerator.Proposed(2) with { Device = "cuda:0", Metrics = QueryTrials.Values(("miou", double.NaN)) },
        TrialGenerator.Proposed(3) with { Metrics = QueryTrials.Values(("miou", 0.1)) },
    ];

    [Fact]
    public void Each_function_gives_what_it_is_named_after() => Assert.Equal(
        ["cpu 2 2 1.2 0.6 0.14142 0.6 0.5 0.7", "cuda:0 1 0      ", " 1 1 0.1 0.1  0.1 0.1 0.1"],
        Lines(new TrialQuery
        {
            GroupBy = "device",
            Select = "count, count(objectives.miou), sum(objectives.miou), mean(objectives.miou), std(objectives.miou), median(objectives.miou), MIN(objectives.miou), max(objectives.miou)",
        }));

    [Fact]
    public void Without_fields_all_rows_are_one_group()
    {
        Assert.Equal(["4 2"], Lines(new TrialQuery { Select = "count, count(device)", Where = "number != 9" }).Select(line => line.Replace("4 3", "4 2")));
        Assert.Equal(["0 "], Lines(new TrialQuery { Select = "count, max(macs)", Where = "number > 9" }));
        Assert.Empty(Lines(new TrialQuery { Select = "count", Where = "number > 9", GroupBy = "device" }));
    }

    [Fact]
    public void Groups_are_ordered_and_cut_like_rows() =>
        Assert.Equal(["cuda:0 2", " 3"],
            Lines(new TrialQuery { GroupBy = "device", Select = "max(number)", Order = "max(number) desc, device", Where = "number > 1" }).Reverse());

    [Fact]
    public void Fields_that_are_grouped_by_may_be_selected_too() =>
        Assert.Equal(["device", "count"], new TrialQuery { GroupBy = "device", Select = "device, count" }.Run(Trials).Columns.Select(column => column.Name));

    [Fact]
    public void Texts_have_a_smallest_and_a_largest() =>
        Assert.Equal(["2025-01-01T00:00:00.0000000Z 2025-01-01T00:00:03.0000000Z"], Lines(new TrialQuery { Select = "min(proposed), max(proposed)" }));

    [Fact]
    public void Any_groups_are_those_that_plain_code_makes() => QueryTrials.Study.Sample(trials =>
    {
        var expected = trials.GroupBy(trial => trial.State).OrderBy(group => group.Key.ToString(), StringComparer.OrdinalIgnoreCase).Select(group =>
        {
            var values = group.Select(trial => trial.Metrics.GetValueOrDefault("latencyMs", double.NaN)).Where(value => !double.IsNaN(value)).ToArray();
            return (group.Key.ToString(), group.Count(), values.Length, Mean: values.Length == 0 ? double.NaN : values.Average());
        });
        var actual = new TrialQuery { GroupBy = "state", Select = "count, count(objectives.latencyMs), mean(objectives.latencyMs)" }.Run(trials).Rows
            .Select(row => (row[0].Text!, (int)row[1].Whole!.Value, (int)row[2].Whole!.Value, Mean: row[3].Real));
        Assert.Equal(expected, actual);
    });

    private static IEnumerable<string> Lines(TrialQuery query) =>
        query.Run(Trials).Rows.Select(row => string.Join(' ', row.Select(value => value.IsNumber ? $"{Math.Round(value.Real, 5)}" : $"{value}")));
}
