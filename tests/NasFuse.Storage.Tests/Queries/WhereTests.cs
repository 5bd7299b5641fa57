using System.Globalization;
using CsCheck;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Parsing;
using NasFuse.Storage.Queries.Sources;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Queries;

/// <summary>Random conditions, once as text for the query and once as plain C#.</summary>
public sealed class WhereTests
{
    private sealed record Both(string Text, Func<Trial, bool> Holds)
    {
        public override string ToString() => Text;
    }

    private static readonly Dictionary<string, Func<double, double, bool>> NumberRelations = new()
    {
        ["<"] = (a, b) => a < b, ["<="] = (a, b) => a <= b, [">"] = (a, b) => a > b, [">="] = (a, b) => a >= b,
        ["="] = (a, b) => a == b, ["=="] = (a, b) => a == b,
        // C# says NaN != 5; a query says that they cannot be compared.
        ["!="] = (a, b) => a < b || a > b, ["<>"] = (a, b) => a < b || a > b,
    };

    private static readonly Dictionary<string, Func<string, string, bool>> TextRelations = new()
    {
        ["="] = (a, b) => a.Equals(b, StringComparison.OrdinalIgnoreCase),
        ["!="] = (a, b) => !a.Equals(b, StringComparison.OrdinalIgnoreCase),
        ["<"] = (a, b) => string.Compare(a, b, StringComparison.OrdinalIgnoreCase) < 0,
        [">="] = (a, b) => string.Compare(a, b, StringComparison.OrdinalIgnoreCase) >= 0,
        [" contains "] = (a, b) => a.ToUpperInvariant().Contains(b.ToUpperInvariant(), StringComparison.Ordinal),
        [" endswith "] = (a, b) => a.ToUpperInvariant().EndsWith(b.ToUpperInvariant(), StringComparison.Ordinal),
        [" startswith "] = (a, b) => a.ToUpperInvariant().StartsWith(b.ToUpperInvariant(), StringComparison.Ordinal),
    };

    private static readonly Dictionary<string, Func<Trial, double?>> Numbers = new()
    {
        ["objectives.miou"] = trial => trial.Metrics.TryGetValue("miou", out var value) ? value : null,
        ["Objectives.LatencyMs"] = trial => trial.Metrics.TryGetValue("latencyMs", out var value) ? value : null,
        ["parameters"] = trial => trial.Parameters,
        ["duplicateOf"] = trial => trial.DuplicateOf,
        ["NUMBER"] = trial => trial.Number,
        ["choices.s8/op"] = trial =>
            trial.Assignment.Labels.TryGetValue("s8/op", out var label) && double.TryParse(label, CultureInfo.InvariantCulture, out var value) ? value : null,
    };

    private static readonly Dictionary<string, Func<Trial, string?>> Texts = new()
    {
        ["state"] = trial => trial.State.ToString(),
        ["device"] = trial => trial.Device,
        ["choices.\"s8/op\""] = trial => trial.Assignment.Labels.GetValueOrDefault("s8/op"),
    };

    private static readonly Gen<(string Text, double Value)> NumberLiteral = Gen.OneOf(
        ("0", 0), ("1", 1), ("2", 2), ("8", 8), ("16", 16), ("0.5", 0.5), (".25", 0.25), ("2.5", 2.5), ("1_000_000", 1e6), ("1e6", 1e6), ("2E+6", 2e6),
            ("-1", -1), ("75e-2", 0.75));

    private static readonly Gen<string> TextLiteral = Gen.OneOf("complete", "Pruned", "cpu", "CUDA:0", "c", "conv", "16", "8", "");

    private static readonly Gen<Both> NumberLeaf = Gen.Select(Gen.OneOf([.. Numbers.Keys]), Gen.OneOf([.. NumberRelations.Keys]), NumberLiteral, Gen.Bool,
        (field, sign, literal, flipped) => flipped
            ? new Both($"{literal.Text}{sign}{field}", trial => Numbers[field](trial) is { } value && NumberRelations[sign](literal.Value, value))
            : new Both($"{field} {sign}{literal.Text}", trial => Numbers[field](trial) is { } value && NumberRelations[sign](value, literal.Value)));

    private static readonly Gen<Both> TextLeaf = Gen.Select(Gen.OneOf([.. Texts.Keys]), Gen.OneOf([.. TextRelations.Keys]), TextLiteral, Gen.OneOf('\'', '"'),
        (field, sign, literal, quote) =>
            new Both($"{field}{sign}{quote}{literal}{quote}", trial => Texts[field](trial) is { } value && TextRelations[sign](value, literal)));

    private static readonly Gen<Both> NumbersLeaf = Gen.Select(Gen.OneOf([.. Numbers.Keys]), NumberLiteral.Array[1, 3], Gen.Bool,
        (field, literals, negated) => new Both(
        $"{field} {(negated ? "not in" : "IN")} ({string.Join(", ", literals.Select(literal => literal.Text))})",
        trial => (Numbers[field](trial) is { } value && literals.Any(literal => literal.Value == value)) != negated));

    private static readonly Gen<Both> TextsLeaf = Gen.Select(Gen.OneOf([.. Texts.Keys]), TextLiteral.Array[1, 3], Gen.Bool, (field, literals, negated) =>
        new Both(
        $"{field} {(negated ? "not " : "")}in ({string.Join(",", literals.Select(literal => $"'{literal}'"))})",
        trial => (Texts[field](trial) is { } value && literals.Contains(value, StringComparer.OrdinalIgnoreCase)) != negated));

    private static readonly Gen<Both> NotTextLeaf = Gen.Select(Gen.OneOf([.. Texts.Keys]), TextLiteral, (field, literal) => new Both(
        $"{field} not contains '{literal}'", trial => !(Texts[field](trial) is { } value && TextRelations[" contains "](value, literal))));

    private static readonly Gen<Both> NullLeaf = Gen.Select(Gen.OneOf([.. Numbers.Keys.Where(name => name != "choices.s8/op")]), Gen.Bool,
        (field, missing) => new Both($"{field} {(missing ? "=" : "!=")} Null", trial => Numbers[field](trial) is null == missing));

    private static readonly Gen<Both> FieldsLeaf = Gen.Select(Gen.OneOf([.. Numbers.Keys]), Gen.OneOf([.. NumberRelations.Keys]),
        Gen.OneOf("parameters", "objectives.miou"),
        (left, sign, right) =>
            new Both($"{left} {sign} {right}", trial => Numbers[left](trial) is { } a && Numbers[right](trial) is { } b && NumberRelations[sign](a, b)));

    private static readonly Gen<Both> Leaf = Gen.OneOf(NumberLeaf, TextLeaf, NumbersLeaf, TextsLeaf, NotTextLeaf, NullLeaf, FieldsLeaf);

    /// <summary>An expression as the grammar builds it, so that the text needs parentheses only where it has them.</summary>
    private static Gen<Both> Expression(int depth) =>
        Conjunction(depth).Array[1, 3]
            .Select(parts => new Both(string.Join(" or ", parts.Select(part => part.Text)), trial => parts.Any(part => part.Holds(trial))));

    private static Gen<Both> Conjunction(int depth) =>
        Negation(depth).Array[1, 3]
            .Select(parts => new Both(string.Join(" AND ", parts.Select(part => part.Text)), trial => parts.All(part => part.Holds(trial))));

    private static Gen<Both> Negation(int depth) => depth == 0
        ? Leaf
        : Gen.OneOf(
            Leaf,
            Expression(depth - 1).Select(inner => inner with { Text = $"( {inner.Text})" }),
            Negation(depth - 1).Select(inner => new Both($"not {inner.Text}", trial => !inner.Holds(trial))));

    [Fact]
    public void Any_condition_chooses_what_plain_code_chooses() =>
        Gen.Select(QueryTrials.Study.Where(trials => trials.Any(trial => trial.Assignment.Labels.Count > 0)), Expression(2)).Sample(
            (trials, condition) => Assert.Equal(
                trials.Where(condition.Holds).Select(trial => trial.Number), Chosen(condition.Text, trials)),
            iter: 3000);

    [Fact]
    public void Any_condition_reads_back_from_what_it_says() =>
        Gen.Select(QueryTrials.Study.Where(trials => trials.Any(trial => trial.Assignment.Labels.Count > 0)), Expression(2)).Sample(
            (trials, condition) =>
            {
                var printed = ConditionParser.Parse(condition.Text, new TrialFields([new TrialList(null, trials)])).ToString();
                Assert.Equal(printed, ConditionParser.Parse(printed, new TrialFields([new TrialList(null, trials)])).ToString());
                Assert.Equal(Chosen(condition.Text, trials), Chosen(printed, trials));
            },
            iter: 1000);

    [Theory]
    [InlineData("arch.fusions contains 'ffm'", new[] { 0 })]
    [InlineData("arch.fusions contains \"FFM[r=4]\"", new[] { 0 })]
    [InlineData("arch.fusions contains 'ff'", new int[0])]
    [InlineData("arch.fusions startswith 'ff'", new[] { 0 })]
    [InlineData("arch.fusions not contains 'add'", new[] { 0, 2 })]
    [InlineData("arch.operators contains 'mb' and arch.scales contains '1/4'", new[] { 0, 1 })]
    [InlineData("arch.alignSteps in ('c1 up', 'up')", new[] { 0, 1, 2 })]
    [InlineData("arch.nodes > 3 or arch.maxWidth = 5", new[] { 0, 1, 2 })]
    public void What_an_architecture_consists_of_can_be_asked_for(string where, int[] expected) => Assert.Equal(expected, Chosen(where,
    [
        TrialGenerator.Proposed(0) with { Architecture = Fused("ffm[r=4]") },
        TrialGenerator.Proposed(1) with { Architecture = Fused("add") },
        TrialGenerator.Proposed(2) with { Architecture = "s2: 1/2 x5 = conv(k=3,s=2) <- image\nout: 1/1 x5 = id <- s2>up\n" },
    ]));

    private static string Fused(string fusion) =>
        "s2: 1/2 x16 = conv(k=3,s=2) <- image\ns4: 1/4 x24 = mb(k=3,e=3,s=2) <- s2\nf2: 1/2 x16 = conv(k=3) <- " + fusion
            + "{s4>c1>up; s2>c1}\nout: 1/1 x5 = conv(k=1) <- f2>up\n";

    [Fact]
    public void Whole_numbers_compare_exactly()
    {
        Trial[] trials = [TrialGenerator.Proposed(0) with { Seed = ulong.MaxValue }, TrialGenerator.Proposed(1) with { Seed = ulong.MaxValue - 1 }];
        Assert.Equal([0], Chosen("seed = 18446744073709551615", trials));
        Assert.Equal([1], Chosen("seed < 18_446_744_073_709_551_615", trials));
    }

    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "ABC", true)]
    [InlineData("abc", "a%", true)]
    [InlineData("abc", "%b%", true)]
    [InlineData("abc", "_b_", true)]
    [InlineData("abc", "%", true)]
    [InlineData("abc", "%%c", true)]
    [InlineData("aXbXc", "a%X_", true)]
    [InlineData("abc", "ab", false)]
    [InlineData("abc", "_", false)]
    [InlineData("abc", "abc_", false)]
    [InlineData("abc", "", false)]
    public void Like_knows_percent_and_underscore(string device, string pattern, bool fits) =>
        Assert.Equal(fits ? [0] : [], Chosen($"device like '{pattern}'", [TrialGenerator.Proposed(0) with { Device = device }]));

    [Fact]
    public void Times_compare_as_texts() =>
        Assert.Equal([2, 3],
            Chosen("proposed >= '2025-01-01T00:00:02' and proposed < '2025-01-02'", [.. Enumerable.Range(0, 4).Select(TrialGenerator.Proposed)]));

    [Fact]
    public void Names_with_blanks_and_quotes_stand_in_quotes() =>
        Assert.Equal([0], Chosen("""classIou."road ""x"" marking" > 0.1""",
            [TrialGenerator.Proposed(0) with { ClassIou = QueryTrials.Values(("road \"x\" marking", 0.2)) }]));

    [Fact]
    public void Many_conditions_in_a_row_are_no_problem() =>
        Assert.Equal([7], Chosen(string.Join(" or ", Enumerable.Repeat("number = 7", 100_000)), [.. Enumerable.Range(0, 9).Select(TrialGenerator.Proposed)]));

    private static IEnumerable<int> Chosen(string where, IReadOnlyList<Trial> trials) =>
        new TrialQuery { Where = where, Select = "number" }.Run(trials).Rows.Select(row => (int)row[0].Whole!.Value);
}
