using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Evolution;
using NasFuse.Core.Samplers.Seeds;

namespace NasFuse.Core.Tests.Samplers.Seeds;

public sealed class SeededOptionsTests
{
    [Fact]
    public void They_are_read_and_written_with_the_sampler_inside()
    {
        const string Json = """{ "name": "seeded", "from": ["a.arch"], "best": 3, "then": { "name": "nsga2", "populationSize": 8 } }""";
        var options = Assert.IsType<SeededOptions>(Read(Json, new DiagnosticBag()));
        Assert.Equal(8, Assert.IsType<Nsga2Options>(options.Then).PopulationSize);
        var complete = options with { Seeds = [new SeedOptions { Name = "a", Text = "out: …", Choices = ["x=a=b", "y="] }] };
        var again = Assert.IsType<SeededOptions>(Read(SpecificationReader.Write<SamplerOptions>(complete).ToJsonString(), new DiagnosticBag()));
        Assert.Equal(complete.Seeds, again.Seeds);
        Assert.Equal("a=b", again.Seeds[0].Assignment.Labels["x"]);
        Assert.Equal("", again.Seeds[0].Assignment.Labels["y"]);
        Assert.True(options.IsBeginningOf(again));
        Assert.False(again.IsBeginningOf(options));
        Assert.False((options with { Best = 4 }).IsBeginningOf(again));
    }

    [Theory]
    [InlineData("""{ "name": "seeded", "then": { "name": "random" } }""", "'from'", 1)]
    [InlineData("""{ "name": "seeded", "from": ["a"] }""", "'then'", 1)]
    [InlineData("""{ "name": "seeded", "from": ["a"], "then": { "name": "seeded", "from": ["b"], "then": { "name": "random" } } }""", "seeded again", 44)]
    [InlineData("""{ "name": "seeded", "from": ["a"], "then": { "name": "nsga4" } }""", "nsga2", 54)]
    public void Mistakes_are_found_at_their_places(string json, string words, int column)
    {
        var errors = new DiagnosticBag();
        Assert.Null(Read(json, errors));
        var mistake = Assert.Single(errors.Diagnostics);
        Assert.Contains(words, mistake.Message, StringComparison.Ordinal);
        Assert.Equal(column, mistake.Place.Column);
    }

    [Fact]
    public void The_schema_describes_the_sampler_inside_and_ends()
    {
        var samplers = JsonNode.Parse(StudySchema.Text())!["properties"]!["sampler"]!["oneOf"]!.AsArray();
        var inside = Options(samplers.Single(choice => Name(choice) == "seeded")!["properties"]!["then"]!["oneOf"]!.AsArray());
        Assert.Equal(Options(samplers).Where(name => name != "seeded"), inside);

        static string[] Options(JsonArray choices) => [.. choices.Select(Name)];
        static string Name(JsonNode? choice) => (string)choice!["properties"]!["name"]!["enum"]![0]!;
    }

    private static SamplerOptions? Read(string json, DiagnosticBag errors) =>
        SpecificationReader.Read<SamplerOptions>(LocatedJson.Parse("study.json", json), "the sampler", errors);
}
