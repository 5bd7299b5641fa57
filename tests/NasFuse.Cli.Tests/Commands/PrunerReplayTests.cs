namespace NasFuse.Cli.Tests.Commands;

public sealed class PrunerReplayTests(StreetStudy street) : IClassFixture<StreetStudy>
{
    [Fact]
    public void Each_pruner_has_a_line_with_what_it_would_have_saved_and_lost() =>
        Expectation.Meets("pruners-replay", street.Run("pruners", "replay", "street"));

    [Fact]
    public void One_pruner_says_which_trials_it_would_have_ended_and_why() => Expectation.Meets(
        "pruners-replay-one", street.Run("pruners", "replay", "street", "--pruner", """{ "name": "asha", "reductionFactor": 2 }"""));

    [Fact]
    public void Rows_go_to_stdout_in_plain_numbers() => Expectation.Meets(
        "pruners-replay-csv", street.Run("pruners", "replay", "street", "--pruner", "asha", "--pruner", "pareto", "--format", "csv"));

    [Fact]
    public void Every_mistake_in_a_pruner_is_named_at_once() => Expectation.Meets("pruners-replay-mistakes", street.Run(
        "pruners", "replay", "street", "--pruner", "pareta", "--pruner", """{ "name": "asha", "reductionFacter": 2 }""", "--pruner", """{ "name": "asha",""",
        "--pruner", """{ "name": "asha", "minEpochs": 8 }""").EndedWith(2));

    [Fact]
    public void A_study_that_is_not_there_ends_with_5() => street.Run("pruners", "replay", "strete").EndedWith(5);
}
