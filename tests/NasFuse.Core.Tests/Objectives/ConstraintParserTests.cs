using CsCheck;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Tests.Objectives;

public sealed class ConstraintParserTests
{
    [Theory]
    [InlineData("latencyMs < 30", "latencyMs", "<", 30)]
    [InlineData("parameters<1_000_000", "parameters", "<", 1e6)]
    [InlineData("  parameters <= 1e6 ", "parameters", "<=", 1e6)]
    [InlineData("miou >= 0.25", "miou", ">=", 0.25)]
    [InlineData("macs > 1.5E+3", "macs", ">", 1500)]
    [InlineData("latencyMs@rtx-4090 < 5", "latencyMs@rtx-4090", "<", 5)]
    [InlineData("latencyMs@cpu<=5", "latencyMs@cpu", "<=", 5)]
    public void Valid_constraints_are_read(string text, string metric, string comparison, double bound) =>
        Assert.Equal(new Constraint(metric, comparison, bound), ConstraintParser.Parse(text));

    [Theory]
    [InlineData("latencyms < 30", ErrorCodes.UnknownName, 9, "Did you mean 'latencyMs'?")]
    [InlineData(" flops < 30", ErrorCodes.UnknownName, 10, "unknown metric 'flops'")]
    [InlineData("macs == 30", ErrorCodes.UnknownName, 14, "must be one of < <= > >= but is '=='")]
    [InlineData("macs < many", ErrorCodes.WrongType, 16, "'many'")]
    [InlineData("macs < 1__0", ErrorCodes.WrongType, 16, "'1__0'")]
    [InlineData("macs < 1e400", ErrorCodes.WrongType, 16, "'1e400'")]
    [InlineData("macs < NaN", ErrorCodes.WrongType, 16, "'NaN'")]
    [InlineData("latencyMs@CPU < 5", ErrorCodes.UnknownName, 9, "unknown metric 'latencyMs@CPU'")]
    [InlineData("miou@cpu > 5", ErrorCodes.UnknownName, 9, "unknown metric 'miou@cpu'")]
    [InlineData("macs", ErrorCodes.WrongType, 8, "<metric> <comparison> <bound>")]
    [InlineData("", ErrorCodes.WrongType, 8, "<metric> <comparison> <bound>")]
    public void Mistakes_have_the_column_inside_the_string(string text, string code, int column, string message)
    {
        var bag = new DiagnosticBag();
        Assert.Null(ConstraintParser.Parse(text, new SourcePlace("study.json", 5, 8), bag.Add));
        var mistake = Assert.Single(bag.Diagnostics);
        Assert.Equal((code, new SourcePlace("study.json", 5, column)), (mistake.Code, mistake.Place));
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_mistakes_are_reported_together()
    {
        var bag = new DiagnosticBag();
        Assert.Null(ConstraintParser.Parse("latency = x", new SourcePlace("--set constraints"), bag.Add));
        Assert.Equal(3, bag.Diagnostics.Count);
        Assert.All(bag.Diagnostics, mistake => Assert.Equal(new SourcePlace("--set constraints"), mistake.Place));
    }

    [Fact]
    public void Text_of_a_constraint_is_read_back() =>
        Gen.Select(Gen.Int[0, MetricNames.All.Count - 1].Select(i => MetricNames.All[i]), Gen.Int[0, 3].Select(i => new[] { "<", "<=", ">", ">=" }[i]), Gen.Double.Where(double.IsFinite))
            .Select((metric, comparison, bound) => new Constraint(metric, comparison, bound))
            .Sample(constraint => Assert.Equal(constraint, ConstraintParser.Parse(constraint.ToString())));
}
