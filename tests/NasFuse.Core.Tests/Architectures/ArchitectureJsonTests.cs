using CsCheck;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Tests.Architectures;

public sealed class ArchitectureJsonTests
{
    private const string Json = """
        {
          "nodes": [
            { "id": "a", "scale": "1/2", "width": 8, "operator": "conv(k=3,s=2)", "inputs": [{ "from": "image", "steps": [] }] },
            { "id": "b", "scale": "1/2", "width": 8, "operator": "conv(k=3)", "fusion": "add", "inputs": [{ "from": "a" }, { "from": "a", "steps": ["c1"] }] },
            { "id": "h", "scale": "1/2", "width": 3, "operator": "conv(k=1)", "inputs": [{ "from": "b" }], "aux": 0.4 },
            { "id": "out", "scale": "1/1", "width": 3, "operator": "conv(k=1)", "inputs": [{ "from": "b", "steps": ["up"] }] }
          ]
        }
        """;

    [Fact]
    public void Random_architectures_round_trip_through_JSON_and_text() => RandomArchitectures.Gen.Sample(architecture =>
    {
        var throughJson = ArchitectureJson.Parse(ArchitectureJson.Format(architecture).ToJsonString());
        return throughJson.Equals(architecture) && ArchitectureText.Format(throughJson) == ArchitectureText.Format(architecture);
    }, iter: 300);

    [Fact]
    public void The_fields_are_those_of_the_text() => Assert.Equal(
        ArchitectureText.Parse(
            """
            a: 1/2 x8 = conv(k=3,s=2) <- image
            b: 1/2 x8 = conv(k=3) <- add{a; a>c1}
            h: 1/2 x3 = conv(k=1) <- b #aux=0.4
            out: 1/1 x3 = conv(k=1) <- b>up
            """), ArchitectureJson.Parse(Json));

    [Fact]
    public void Shared_weights_round_trip()
    {
        var architecture = ArchitectureText.Parse("a: 1/2 x8 = conv(s=2) <- image\nb: 1/2 x8 = conv <- a\nc: 1/2 x8 = conv <- b #share=b\nout: 1/1 x3 = conv(k=1) <- c>up\n");
        Assert.Equal(architecture, ArchitectureJson.Parse(ArchitectureJson.Format(architecture).ToJsonString()));
    }

    [Fact]
    public void A_detail_head_is_the_same_in_both_forms()
    {
        var json = Json.Replace("\"width\": 3, \"operator\": \"conv(k=1)\", \"inputs\": [{ \"from\": \"b\" }], \"aux\": 0.4", "\"width\": 1, \"operator\": \"conv(k=1)\", \"inputs\": [{ \"from\": \"b\" }], \"detail\": 0.4", StringComparison.Ordinal);
        Assert.Contains("h:   1/2 x1 = conv(k=1) <- b #detail=0.4\n", ArchitectureText.Format(ArchitectureJson.Parse(json)), StringComparison.Ordinal);
    }

    // The ^ in the changed text marks the place that the message must point at.
    [Theory]
    [InlineData("conv(k=3,s=2)", "^cnov(k=3,s=2)", ErrorCodes.UnknownVocabulary, "'conv'")]
    [InlineData("conv(k=3,s=2)", "conv(k=3,s=2^", ErrorCodes.ArchitectureSyntax, "expected ')'")]
    [InlineData("conv(k=3,s=2)", "^conv(k=4,s=2)", ErrorCodes.OutOfRange, "must be odd but was 4")]
    [InlineData("\"from\": \"image\"", "\"from\": ^\"imge\"", ErrorCodes.BadReference, "'image'")]
    [InlineData("\"from\": \"image\"", "^\"form\": \"image\"", ErrorCodes.UnknownKey, "'from'")]
    [InlineData("\"a\", \"scale\": \"1/2\"", "\"a\", \"scale\": ^\"1/3\"", ErrorCodes.ArchitectureSyntax, "power of two")]
    [InlineData("\"width\": 8, \"operator\": \"conv(k=3,s", "\"width\": ^0, \"operator\": \"conv(k=3,s", ErrorCodes.OutOfRange, "1..65536")]
    [InlineData("\"width\": 8, \"operator\": \"conv(k=3,s", "\"width\": ^8.5, \"operator\": \"conv(k=3,s", ErrorCodes.WrongType, "whole number")]
    [InlineData("[\"up\"]", "[\"^upp\"]", ErrorCodes.UnknownVocabulary, "'up'")]
    [InlineData("[\"up\"]", "^\"up\"", ErrorCodes.WrongType, "list")]
    [InlineData("[{ \"from\": \"b\", \"steps\": [\"up\"] }]", "^[]", ErrorCodes.OutOfRange, "at least one input")]
    [InlineData("\"aux\": 0.4", "\"aux\": ^-1", ErrorCodes.OutOfRange, "above 0")]
    [InlineData("\"aux\": 0.4", "\"detail\": ^101", ErrorCodes.OutOfRange, "a detail head must be above 0 and at most 100")]
    [InlineData("\"aux\": 0.4", "\"detail\": ^true", ErrorCodes.WrongType, "'detail' must be a number")]
    [InlineData("\"id\": \"h\", \"scale\": \"1/2\", \"width\": 3", "\"id\": ^\"h\", \"detail\": 1, \"scale\": \"1/2\", \"width\": 3", ErrorCodes.BadOutput, "make it x1")]
    [InlineData("\"b\", \"scale\": \"1/2\", \"width\": 8, \"operator\": \"conv(k=3)\", \"fusion\": \"add\"", "^\"b\", \"scale\": \"1/2\", \"width\": 8, \"operator\": \"conv(k=3)\"", ErrorCodes.BadReference, "no fusion")]
    [InlineData("\"id\": \"a\"", "\"id\": \"a ^b\"", ErrorCodes.ArchitectureSyntax, "'b' follows")]
    [InlineData("\"id\": \"a\"", "\"id\": ^1", ErrorCodes.WrongType, "is 1")]
    public void Mistakes_have_a_place_a_rule_and_a_fix(string old, string changed, string code, string says)
    {
        var marked = Json.Replace(old, changed, StringComparison.Ordinal);
        var before = marked[..marked.IndexOf('^')];
        var place = new SourcePlace("x.json", before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n'));
        var errors = Assert.Throws<UserErrorException>(() => ArchitectureJson.Parse(marked.Replace("^", "", StringComparison.Ordinal), "x.json")).Diagnostics;
        Assert.True(
            errors.Any(error => error.Place == place && error.Code == code && error.Message.Contains(says, StringComparison.Ordinal)),
            $"wanted {code} at {place}: …{says}…\n{string.Join('\n', errors)}");
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var broken = Json.Replace("conv(k=3,s=2)", "cnov", StringComparison.Ordinal).Replace("\"add\"", "\"ad\"", StringComparison.Ordinal).Replace("\"aux\"", "\"aix\"", StringComparison.Ordinal);
        Assert.Equal([3, 4, 5], Assert.Throws<UserErrorException>(() => ArchitectureJson.Parse(broken)).Diagnostics.Select(error => error.Place.Line));
    }
}
