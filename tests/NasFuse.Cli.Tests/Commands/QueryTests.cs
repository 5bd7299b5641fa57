using System.Text.Json.Nodes;

namespace NasFuse.Cli.Tests.Commands;

public sealed class QueryTests(StreetStudy street) : IClassFixture<StreetStudy>
{
    [Fact]
    public void The_table_has_the_fields_that_fit_on_a_line() => Expectation.Meets("query", street.Run("query", "street"));

    [Fact]
    public void Rows_can_be_chosen_ordered_and_cut() => Expectation.Meets(
        "query-where", street.Run(
            "query", "street", "--where", "state = 'complete' and objectives.latencyMs < 7", "--order", "objectives.miou desc",
            "--select", "number, objectives.miou, choices.s8/width, classIou.road", "--limit", "2"));

    [Theory]
    [InlineData("csv")]
    [InlineData("md")]
    public void Other_formats_go_to_stdout_as_they_are(string format) =>
        Expectation.Meets($"query-{format}",
            street.Run("query", "street", "--format", format, "--select", "number, state, objectives.miou, error", "--where", "number < 6"));

    [Fact]
    public void JSON_rows_have_the_agreed_names()
    {
        var rows = JsonNode.Parse(street.Run("query", "street", "--format", "json").Succeeded().Output)!.AsArray();
        Assert.Equal(8, rows.Count);
        var row = rows[1]!;
        Assert.Equal((1, "Complete", 2, 1001, "cpu (2 threads)"),
            ((int)row["number"]!, (string)row["state"]!, (int)row["epochs"]!, (int)row["seed"]!, (string)row["device"]!));
        Assert.Equal((0.523, 7.42), ((double)row["objectives"]!["miou"]!, (double)row["objectives"]!["latencyMs"]!));
        Assert.Matches("^[0-9a-f]{16}$", (string)row["architectureId"]!);
        Assert.True((long)row["parameters"]! > 1000 && (long)row["macs"]! > 1_000_000);
    }

    [Fact]
    public void SQL_reads_trials_and_epochs() => Expectation.Meets(
        "query-sql", street.Run("query", "street", "--sql", "SELECT number, state, epochs FROM trials WHERE epochs > 0 ORDER BY number DESC LIMIT 2"));

    [Fact]
    public void Groups_have_counts_and_means() => Expectation.Meets(
        "query-group", street.Run("query", "street", "--group-by", "choices.f4/fusion, state", "--order", "count desc"));

    [Fact]
    public void What_architectures_consist_of_can_be_asked() => Expectation.Meets(
        "query-arch", street.Run("query", "street", "--where", "arch.fusions contains 'ffm' or arch.maxWidth in (256, 40)", "--select", "number, arch",
            "--order", "number desc"));

    [Fact]
    public void All_studies_can_be_asked_at_once() =>
        Expectation.Meets("query-all",
            street.Run("query", "--all", "--where", "number < 2", "--format", "jsonl", "--select", "study, number, objectives.miou"));

    [Fact]
    public void A_page_is_cut_out() =>
        Assert.Equal("number\n2\n3\n", street.Run("query", "street", "--offset", "2", "--limit", "2", "--select", "number", "--format", "csv")
        .Succeeded().Output);

    [Fact]
    public void Names_and_all_contradict_each_other() =>
        Assert.Contains("either names of studies or --all", street.Run("query", "street", "--all").EndedWith(2).Error);

    [Fact]
    public void An_answer_without_rows_says_so() => Expectation.Meets("query-none", street.Run("query", "street", "--where", "objectives.miou > 0.9"));

    [Theory]
    [InlineData("query-bad-where", "--where", "objectives.mioo > 0.9")]
    [InlineData("query-bad-sql", "--sql", "DELETE trials")]
    [InlineData("query-bad-format", "--format", "xml")]
    [InlineData("query-bad-limit", "--limit", "-1")]
    public void Mistakes_end_with_2_and_a_place(string expectation, string option, string value) =>
        Expectation.Meets(expectation, street.Run("query", "street", option, value).EndedWith(2));

    [Fact]
    public void SQL_goes_with_nothing_else() =>
        Expectation.Meets("query-sql-and-where", street.Run("query", "street", "--sql", "SELECT $ FROM trials", "--where", "number = 1").EndedWith(2));

    [Fact]
    public void A_study_that_is_not_there_ends_with_5_and_the_nearest_name() =>
        Expectation.Meets("query-no-study", street.Run("query", "strete").EndedWith(5));

    [Fact]
    public void Suggestions_name_the_results_folder_that_was_named()
    {
        var results = street.Folder.In("results");
        Assert.Contains($"nasfuse front street --results {results}", street.Run("query", "street", "--results", results).Succeeded().Error);
    }

    [Fact]
    public void A_results_folder_that_is_not_there_ends_with_5() =>
        Expectation.Meets("query-no-results", street.Run("query", "street", "--results", "elsewhere").EndedWith(5));
}
