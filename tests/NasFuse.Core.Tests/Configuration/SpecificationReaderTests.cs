using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Samplers;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Configuration;

public sealed class SpecificationReaderTests
{
    public sealed record Sample
    {
        public bool Flag { get; init; } = true;

        [Range(1, 100)] public int Count { get; init; } = 7;

        public long Large { get; init; }

        public ulong Seed { get; init; }

        [Range(0.5, 2)] public double? Share { get; init; } = 1;

        [RegularExpression("[a-z]+")] public string Word { get; init; } = "a";

        public OptimizerKind Kind { get; init; }

        [MinLength(1)] public ImmutableArray<Inner> Inners { get; init; } = [new()];

        public Inner Inner { get; init; } = new();
    }

    public sealed record Inner
    {
        public int Depth { get; init; } = 1;
    }

    private static (T? Value, IReadOnlyList<Diagnostic> Mistakes) Read<T>(string json)
        where T : class
    {
        var bag = new DiagnosticBag();
        return (SpecificationReader.Read<T>(LocatedJson.Parse("f.json", json), "the sample", bag, TestOptions.Catalog), bag.Diagnostics);
    }

    [Fact]
    public void What_is_left_out_keeps_its_default()
    {
        var sample = Read<Sample>("{}").Value!;
        Assert.Equal((true, 7, 1.0, "a"), (sample.Flag, sample.Count, sample.Share, sample.Word));
        Assert.Single(sample.Inners);
    }

    [Fact]
    public void Every_kind_of_value_is_read()
    {
        var sample = Read<Sample>("""{"flag":false,"count":1e1,"large":-5,"seed":18446744073709551615,"share":null,"word":"xyz","kind":"SGD","inners":[{"depth":2},{}],"inner":{"depth":3}}""").Value!;
        Assert.Equal((false, 10, -5L, ulong.MaxValue, null, "xyz", OptimizerKind.Sgd), (sample.Flag, sample.Count, sample.Large, sample.Seed, sample.Share, sample.Word, sample.Kind));
        Assert.Equal([2, 1, 3], [.. sample.Inners.Select(inner => inner.Depth), sample.Inner.Depth]);
    }

    [Theory]
    [InlineData("""{"count":"six"}""", ErrorCodes.WrongType, 10, "'count' must be a whole number but is 'six'")]
    [InlineData("""{"count":3.5}""", ErrorCodes.WrongType, 10, "'count' must be a whole number but is 3.5")]
    [InlineData("""{"count":null}""", ErrorCodes.WrongType, 10, "'count' must not be null; leave it out for its default")]
    [InlineData("""{"count":101}""", ErrorCodes.OutOfRange, 10, "'count' must be 1..100 but is 101")]
    [InlineData("""{"count":1e400}""", ErrorCodes.OutOfRange, 10, "'count' must be a finite number but is 1e400")]
    [InlineData("""{"share":0.25}""", ErrorCodes.OutOfRange, 10, "'share' must be 0.5..2 but is 0.25")]
    [InlineData("""{"seed":-1}""", ErrorCodes.OutOfRange, 9, "'seed' must be 0..18446744073709551615 but is -1")]
    [InlineData("""{"large":1e19}""", ErrorCodes.OutOfRange, 10, "'large' must be -9223372036854775808..9223372036854775807 but is 1e19")]
    [InlineData("""{"flag":1}""", ErrorCodes.WrongType, 9, "'flag' must be true or false but is 1")]
    [InlineData("""{"word":"A\n"}""", ErrorCodes.OutOfRange, 9, "'word' must be of the form [a-z]+ but is 'A\\u000a'")]
    [InlineData("""{"word":["a"]}""", ErrorCodes.WrongType, 9, "'word' must be a text but is a list")]
    [InlineData("""{"kind":"adam"}""", ErrorCodes.UnknownName, 9, "'kind' must be one of adamW, sgd but is 'adam'. Did you mean 'adamW'?")]
    [InlineData("""{"inners":[]}""", ErrorCodes.OutOfRange, 11, "'inners' must have at least 1 item but has 0")]
    [InlineData("""{"inners":{}}""", ErrorCodes.WrongType, 11, "'inners' must be a list but is an object")]
    [InlineData("""{"inners":[{},null]}""", ErrorCodes.WrongType, 15, "'inners.1' must be a value but is null")]
    [InlineData("""{"inners":[{"dept":1}]}""", ErrorCodes.UnknownKey, 13, "unknown key 'dept' in 'inners.0'. Did you mean 'depth'?")]
    [InlineData("""{"inner":3}""", ErrorCodes.WrongType, 10, "'inner' must be an object { … } but is 3")]
    [InlineData("""{"cuont":3}""", ErrorCodes.UnknownKey, 2, "unknown key 'cuont' in the sample. Did you mean 'count'?")]
    [InlineData("[]", ErrorCodes.WrongType, 1, "the sample must be an object { … } but is a list")]
    public void A_mistake_has_place_rule_value_and_fix(string json, string code, int column, string message)
    {
        var (value, mistakes) = Read<Sample>(json);
        Assert.Null(value);
        Assert.Equal(new Diagnostic(new SourcePlace("f.json", 1, column), code, message), Assert.Single(mistakes));
    }

    [Fact]
    public void All_mistakes_are_found_together() =>
        Assert.Equal(5, Read<Sample>("""{"flag":1,"count":0,"x":1,"inner":{"depth":"a"},"inners":[{"y":1}]}""").Mistakes.Count);

    [Theory]
    [InlineData("""{"name":"test-breeder","populationSise":3}""", ErrorCodes.UnknownKey, "unknown key 'populationSise' in sampler 'test-breeder'. Did you mean 'populationSize'?")]
    [InlineData("""{"name":"test-breder"}""", ErrorCodes.UnknownName, "unknown sampler 'test-breder'. Did you mean 'test-breeder'?")]
    [InlineData("""{"name":3}""", ErrorCodes.WrongType, "'name' must be one of ")]
    [InlineData("""{"populationSize":3}""", ErrorCodes.MissingKey, "the sampler needs the key 'name'. Known: ")]
    [InlineData("[]", ErrorCodes.WrongType, "the sampler must be an object { \"name\": … } but is a list")]
    [InlineData("""{"name":"test-breeder","parents":30}""", ErrorCodes.Contradiction, "'sampler.parents' must not be above 'sampler.populationSize' (24) but is 30")]
    public void Options_are_chosen_by_name(string json, string code, string message)
    {
        var mistake = Assert.Single(Read<SamplerOptions>(json).Mistakes);
        Assert.Equal(code, mistake.Code);
        Assert.StartsWith(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_may_stand_anywhere_and_values_compare() =>
        Assert.Equal(new BreederOptions { PopulationSize = 3 }, Read<SamplerOptions>("""{"populationSize":3,"name":"test-breeder"}""").Value);

    [Fact]
    public void Names_are_checked_item_by_item()
    {
        var mistakes = Read<Core.SearchSpaces.SearchSpaceOptions>("""{"kind":"test-lattice","widths":[0,16],"fusions":["ad","add","x"]}""").Mistakes;
        Assert.Equal(["'widths.0' must be 1..512 but is 0", "'fusions.0' must be one of add, concat, mul but is 'ad'. Did you mean 'add'?"], mistakes.Take(2).Select(mistake => mistake.Message));
        Assert.Equal(3, mistakes.Count);
    }

    [Fact]
    public void A_flood_of_mistakes_ends()
    {
        var json = new JsonObject(Enumerable.Range(0, 5000).Select(i => KeyValuePair.Create($"k{i}", (JsonNode?)i))).ToJsonString();
        var mistakes = Read<Sample>(json).Mistakes;
        Assert.Equal(201, mistakes.Count);
        Assert.EndsWith("(Further mistakes are not listed.)", mistakes[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        SamplerOptions options = new BreederOptions { PopulationSize = 5, CrossoverRate = 0.1, Parents = 3 };
        Assert.Equal(options, Read<SamplerOptions>(SpecificationReader.Write(options, TestOptions.Catalog).ToJsonString()).Value);
    }
}
