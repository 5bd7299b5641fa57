using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Pruners;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Pruners;

public sealed class PrunerConfigurationTests
{
    private const string Rest =
        """
        "space": "x", "data": { "format": "synthetic" }, "sampler": { "name": "random" }, "budget": { "trials": 1 }
        """;

    [Fact]
    public void A_pruner_within_a_pruner_is_read() => Assert.Equal(
        new PatientOptions { Inner = new AshaOptions { MinEpochs = 2 }, Patience = 3 },
        Read("""{ "name": "patient", "patience": 3, "inner": { "name": "asha", "minEpochs": 2 } }""", out _)!.Pruner);

    [Theory]
    [InlineData("""{ "name": "ahsa" }""", "unknown pruner 'ahsa'. Did you mean 'asha'?")]
    [InlineData("""{ "name": "asha", "reductionFacter": 3 }""", "unknown key 'reductionFacter' in pruner 'asha'. Did you mean 'reductionFactor'?")]
    [InlineData("""{ "name": "patient" }""", "pruner 'patient' needs the key 'inner'")]
    [InlineData("""{ "name": "patient", "inner": { "name": "patient" } }""", "unknown pruner 'patient'")]
    [InlineData("""{ "name": "asha", "minEpochs": 8 }""", "the pruner would never judge: from epoch 8 on")]
    [InlineData("""{ "name": "pareto", "confidence": 1.5 }""", "0.5..0.9999")]
    public void Mistakes_are_named(string pruner, string expected)
    {
        Assert.Null(Read(pruner, out var mistakes));
        Assert.Contains(mistakes, mistake => mistake.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_study_without_a_trained_objective_has_nothing_to_prune_by()
    {
        Assert.Null(Read("""{ "name": "median" }""", out var mistakes, objectives: """[{ "name": "macs" }]"""));
        Assert.Contains("no objective is miou or pixelAccuracy", Assert.Single(mistakes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_no_pruner_and_leaves_the_hash_of_a_study_as_it_was_before_there_were_any()
    {
        Assert.Null(Read("null", out _)!.Pruner);
        JsonObject Resolved(string? pruner) => new() { ["seed"] = 1, ["pruner"] = pruner is null ? null : JsonNode.Parse(pruner) };
        Assert.Equal(ConfigHash.Of(new JsonObject { ["seed"] = 1 }), ConfigHash.Of(Resolved(null)));
        Assert.NotEqual(ConfigHash.Of(Resolved(null)), ConfigHash.Of(Resolved("""{ "name": "asha" }""")));
        Assert.True(ConfigHash.Covers("pruner.minEpochs"));
    }

    [Fact]
    public void The_schema_knows_all_pruners_and_that_there_may_be_none()
    {
        var choices = JsonNode.Parse(StudySchema.Text())!["properties"]!["pruner"]!["oneOf"]!.AsArray();
        Assert.Equal(["asha", "hyperband", "median", "pareto", "patient"],
            choices.Where(choice => choice!["properties"] is not null).Select(choice => (string)choice!["properties"]!["name"]!["enum"]![0]!));
        Assert.Contains(choices, choice => (string?)choice!["type"] == "null");
    }

    private static StudySpecification? Read(string pruner, out IReadOnlyList<Diagnostic> mistakes, string objectives = """[{ "name": "miou" }]""")
    {
        var bag = new DiagnosticBag();
        var text = "{ \"pruner\": " + pruner + ", \"objectives\": " + objectives + ", " + Rest + " }";
        var study = SpecificationReader.Read<StudySpecification>(LocatedJson.Parse("study.json", text), "the study", bag);
        mistakes = [];
        try
        {
            bag.ThrowIfAny();
        }
        catch (UserErrorException error)
        {
            mistakes = [.. error.Diagnostics];
        }
        return study;
    }
}
