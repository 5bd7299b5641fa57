using CsCheck;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Queries;

public sealed class QueryErrorTests
{
    private static readonly Trial[] Trials =
        [TrialGenerator.Proposed(0) with { Metrics = QueryTrials.Values(("miou", 0.5), ("latencyMs", 3)), ClassIou = QueryTrials.Values(("road", 0.9)) }];

    [Theory]
    [InlineData("objectives.miuo > 0.5", 1, "there is no field 'objectives.miuo'. Did you mean 'objectives.miou'?")]
    [InlineData("number > 0 and miou > 0.5", 16, "there is no field 'miou'. Did you mean 'objectives.miou'?")]
    [InlineData("state = complete", 9, "there is no field 'complete'.")]
    [InlineData("state = complete", 9, "Texts stand in quotes.")]
    [InlineData("classIou.raod > 0", 1, "Did you mean 'classIou.road'?")]
    [InlineData("number", 7, "expected a comparison such as '<' or '=' after the number field 'number', found the end.")]
    [InlineData("", 1, "expected a field, a number or a text in quotes, found the end.")]
    [InlineData("number > ", 10, "found the end")]
    [InlineData("number > 1 2", 12, "expected 'and', 'or' or the end, found '2'.")]
    [InlineData("0 < number < 5", 12, "expected 'and', 'or' or the end, found '<'.")]
    [InlineData("(number > 1", 12, "expected ')' to close the parenthesis, found the end.")]
    [InlineData("number > 1)", 11, "found ')'.")]
    [InlineData("objectives.latencyMs < 30ms", 24, "'30ms' is no number.")]
    [InlineData("number > 1.2.3", 10, "'1.2.3' is no number.")]
    [InlineData("number > 1e999", 10, "'1e999' is no number.")]
    [InlineData("number = 'x'", 10, "the number field 'number' cannot be compared with the text 'x'.")]
    [InlineData("5 = device", 5, "the number 5 cannot be compared with the text field 'device'.")]
    [InlineData("number < null", 8, "null can be asked for with '=' or '!=' only, not with '<'.")]
    [InlineData("number like 'x'", 1, "the number field 'number' is no text.")]
    [InlineData("state contains 5", 16, "the number 5 is no text.")]
    [InlineData("state = 'complete", 9, "the text that begins with ' has no closing '.")]
    [InlineData("number & 5", 8, "'&' has no meaning here.")]
    [InlineData("number in 5", 11, "expected '(' to begin the list, found '5'.")]
    [InlineData("number in ()", 12, "expected a field, a number or a text in quotes, found ')'.")]
    [InlineData("number in (1, epochs)", 15, "expected a number or a text in quotes, found 'epochs'.")]
    [InlineData("number in (1, 'x')", 15, "the number field 'number' cannot be compared with the text 'x'.")]
    [InlineData("number in (1", 13, "expected ')' to close the list, found the end.")]
    [InlineData("number not < 5", 12, "expected 'in', 'like', 'contains', 'startswith' or 'endswith' after 'not', found '<'.")]
    [InlineData("arch.fusion contains 'add'", 1, "Did you mean 'arch.fusions'?")]
    [InlineData("arch.nodes contains '1'", 1, "the number field 'arch.nodes' is no text.")]
    [InlineData("and", 1, "there is no field 'and'.")]
    [InlineData("not", 4, "found the end.")]
    public void Where(string where, int column, string message) => AssertMistake(new TrialQuery { Where = where }, "--where", column, message);

    [Theory]
    [InlineData("objectives.miou down", 17, "expected 'asc', 'desc', ',' or the end, found 'down'.")]
    [InlineData("number,", 8, "expected the name of a field, found the end.")]
    [InlineData("objectives", 1, "there is no field 'objectives'.")]
    public void Order(string order, int column, string message) => AssertMistake(new TrialQuery { Order = order }, "--order", column, message);

    [Theory]
    [InlineData("number state", 8, "expected ',' or the end, found 'state'.")]
    [InlineData("number, paramters", 9, "Did you mean 'parameters'?")]
    [InlineData("number, 5", 9, "expected the name of a field, found '5'.")]
    public void Select(string select, int column, string message) => AssertMistake(new TrialQuery { Select = select }, "--select", column, message);

    [Theory]
    [InlineData("count, maen(objectives.miou)", 8, "there is no function 'maen'. Did you mean 'mean'?")]
    [InlineData("mean(objectives.miuo)", 6, "Did you mean 'objectives.miou'?")]
    [InlineData("mean(state)", 6, "the text field 'state' has no mean.")]
    [InlineData("count, device", 8, "'device' is neither grouped by nor in a function: write mean(device), or add it to --group-by.")]
    [InlineData("mean(macs", 10, "expected ')' to close the parenthesis, found the end.")]
    [InlineData("count(", 7, "expected the name of a field, found the end.")]
    public void Aggregates(string select, int column, string message) =>
        AssertMistake(new TrialQuery { Select = select, GroupBy = "state" }, "--select", column, message);

    [Theory]
    [InlineData("mean(macs)", 1, "groups have no column 'mean(macs)'. Known: count, state.")]
    [InlineData("conut", 1, "Did you mean 'count'?")]
    public void Order_of_groups(string order, int column, string message) =>
        AssertMistake(new TrialQuery { Order = order, GroupBy = "state" }, "--order", column, message);

    [Fact]
    public void Group_by() => AssertMistake(new TrialQuery { GroupBy = "stat" }, "--group-by", 1, "Did you mean 'state'?");

    [Fact]
    public void A_caret_stands_under_the_column()
    {
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => new TrialQuery { Where = "number > 0 and miou > 0.5" }.Run(Trials)).Diagnostics);
        Assert.Equal("  number > 0 and miou > 0.5\n                 ^", mistake.Pointer());
    }

    [Fact]
    public void All_mistakes_come_together()
    {
        var query = new TrialQuery { Where = "a = 1", Order = "b", Select = "c", Limit = -1, Offset = -1 };
        Assert.Equal(["--limit", "--offset", "--order", "--select", "--where"],
            Assert.Throws<UserErrorException>(() => query.Run(Trials)).Diagnostics.Select(mistake => mistake.Place.File));
    }

    [Fact]
    public void Nesting_without_end_is_refused() =>
        AssertMistake(new TrialQuery { Where = new string('(', 100_000) }, "--where", 201, "nested more than 200 deep.");

    [Fact]
    public void No_text_whatsoever_crashes_the_parser() =>
        Gen.OneOf(
            Gen.String,
            Gen.OneOf("number", "state", "objectives.miou", "choices.", "and", "or", "not", "null", "like", "in", "count", "mean(", "(", ")", "<", "!=", "=",
                ",", "'x'", "'", "\"", "5", "-", ".", "1e", "é", "\0")
                .Array[0, 12].Select(pieces => string.Join(" ", pieces)))
            .Sample(
                text =>
                {
                    foreach (var query in new[] { new TrialQuery { Where = text }, new TrialQuery { Order = text }, new TrialQuery { Select = text },
                        new TrialQuery { GroupBy = text } })
                    {
                        try
                        {
                            query.Run(Trials);
                        }
                        catch (UserErrorException exception)
                        {
                            var mistake = Assert.Single(exception.Diagnostics);
                            Assert.Equal(ErrorCodes.BadQuery, mistake.Code);
                            Assert.InRange(mistake.Place.Column, 1, text.Length + 1);
                        }
                    }
                },
                iter: 20_000);

    private static void AssertMistake(TrialQuery query, string option, int column, string message)
    {
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => query.Run(Trials)).Diagnostics);
        Assert.Equal((new SourcePlace(option, 1, column), ErrorCodes.BadQuery), (mistake.Place, mistake.Code));
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }
}
