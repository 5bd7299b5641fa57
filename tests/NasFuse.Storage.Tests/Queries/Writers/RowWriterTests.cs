using System.Text.Json.Nodes;
using CsCheck;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Writers;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Queries.Writers;

public sealed class RowWriterTests
{
    private static readonly Trial[] Trials =
    [
        TrialGenerator.Proposed(0) with { State = TrialState.Complete, Metrics = QueryTrials.Values(("miou", 0.5), ("latencyMs", double.NaN)), Epochs = 6, Device = "cpu (2 threads)" },
        TrialGenerator.Proposed(1) with { State = TrialState.Failed, Error = "a, \"b\" | c\nd" },
    ];

    private static string Write(string format, string? select) =>
        Write(format, new TrialQuery { Select = select }.Run(Trials));

    private static string Write(string format, QueryTable table)
    {
        var output = new StringWriter();
        RowWriter.ByFormat[format].Write(table, output);
        return output.ToString();
    }

    [Fact]
    public void Csv_quotes_what_needs_it() => Assert.Equal(
        "number,state,objectives.miou,error\n0,Complete,0.5,\n1,Failed,,\"a, \"\"b\"\" | c\nd\"\n", Write("csv", "number, state, objectives.miou, error"));

    [Fact]
    public void Markdown_aligns_numbers_and_escapes_bars() => Assert.Equal(
        "| number | error | objectives.miou |\n| ---: | --- | ---: |\n| 0 |  | 0.5 |\n| 1 | a, \"b\" \\| c<br>d |  |\n", Write("md", "number, error, objectives.miou"));

    [Fact]
    public void Json_nests_families_and_has_no_nan() => Assert.Equal(
        """
        [
        {"number":0,"objectives":{"miou":0.5,"latencyMs":null},"seed":18446744073709551615,"error":null},
        {"number":1,"objectives":{},"seed":18446744073709551614,"error":"a, \"b\" | c\nd"}
        ]

        """, Write("json", "number, objectives.miou, objectives.latencyMs, seed, error"));

    [Fact]
    public void Json_of_no_rows_is_an_empty_array() => Assert.Equal("[]\n", Write("json", new TrialQuery().Run([])));

    [Fact]
    public void Json_rows_have_the_names_that_others_rely_on()
    {
        var row = JsonNode.Parse(Write("json", select: null))![0]!.AsObject();
        Assert.Equal(
            ["number", "state", "architectureId", "objectives", "parameters", "macs", "activationBytes", "epochs", "seed", "device", "duplicateOf", "error", "proposed", "finished", "trainSeconds", "choices"],
            row.Select(member => member.Key));
        Assert.Equal(0.5, (double)row["objectives"]!["miou"]!);
        Assert.Equal("Complete", (string)row["state"]!);
        Assert.Equal("conv", (string)row["choices"]!["L1/s4/operator"]!);
    }

    [Fact]
    public void Any_study_gives_json_that_says_what_its_trials_say() =>
        TrialGenerator.Any.Array[0, 3].Sample(
            trials =>
            {
                var rows = JsonNode.Parse(Write("json", new TrialQuery().Run(trials)))!.AsArray();
                Assert.Equal(trials.Length, rows.Count);
                foreach (var (trial, row) in trials.Zip(rows))
                {
                    Assert.Equal(trial.Seed, (ulong)row!["seed"]!);
                    Assert.Equal(trial.Error, (string?)row["error"]);
                    foreach (var (name, value) in trial.Metrics)
                        Assert.Equal(double.IsFinite(value) ? value : null, (double?)row["objectives"]![name]);
                    foreach (var (name, label) in trial.Assignment.Labels)
                        Assert.Equal(label, (string?)row["choices"]![name]);
                }
            },
            iter: 300);
}
