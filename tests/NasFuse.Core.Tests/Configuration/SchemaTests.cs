using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NJsonSchema;
using NJsonSchema.Validation;

namespace NasFuse.Core.Tests.Configuration;

public sealed class SchemaTests
{
    private static async Task<ICollection<ValidationError>> Validate(string schema, string json) =>
        (await JsonSchema.FromJsonAsync(schema, TestContext.Current.CancellationToken)).Validate(JsonNode.Parse(json, documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!.ToJsonString());

    [Fact]
    public async Task Valid_files_follow_the_schemas()
    {
        Assert.Empty(await Validate(StudySchema.Text(TestOptions.Catalog), StudyFolder.Study));
        Assert.Empty(await Validate(SpaceSchema.Text(TestOptions.Catalog), StudyFolder.Space));
    }

    [Theory]
    [InlineData("populationSize", "populationSise")]
    [InlineData("test-breeder", "test-breder")]
    [InlineData("\"epochs\": 6", "\"epochs\": 0")]
    [InlineData("\"epochs\": 6", "\"epochs\": \"six\"")]
    [InlineData("[180, 240]", "[180]")]
    [InlineData("\"poly\"", "\"pol\"")]
    [InlineData("\"miou\"", "\"mio\"")]
    [InlineData("\"latencyMs < 30\"", "\"latencyMs = 30\"")]
    [InlineData("\"device\": \"auto\"", "\"device\": \"gpu\"")]
    [InlineData("\"space\": \"lattice\",", "")]
    public async Task The_schema_rejects_what_the_reader_rejects(string old, string changed)
    {
        var study = StudyFolder.Study.Replace(old, changed, StringComparison.Ordinal);
        Assert.NotEmpty(await Validate(StudySchema.Text(TestOptions.Catalog), study));
        Assert.NotNull(StudyFolder.MistakeIn(study));
    }

    [Fact]
    public void Descriptions_come_from_the_documentation_of_the_records()
    {
        var training = JsonNode.Parse(StudySchema.Text())!["properties"]!["training"]!["properties"]!;
        Assert.Equal("Passes over the training images, 1..100,000.", (string?)training["epochs"]!["description"]);
        Assert.Equal((1.0, 100_000.0, 8), ((double)training["epochs"]!["minimum"]!, (double)training["epochs"]!["maximum"]!, (int)training["epochs"]!["default"]!));
        Assert.Contains("cosine: (1 + cos πt) / 2", (string?)training["schedule"]!["description"], StringComparison.Ordinal);
        Assert.Equal("Momentum of sgd.", (string?)training["momentum"]!["description"]);
    }

    [Theory]
    [InlineData("study.schema.json")]
    [InlineData("space.schema.json")]
    public void The_committed_schema_is_the_written_one(string file)
    {
        var written = file.StartsWith("study", StringComparison.Ordinal) ? StudySchema.Text() : SpaceSchema.Text();
        var committed = Path.Combine(RepositoryRoot(), "search-spaces", "schema", file);
        if (Environment.GetEnvironmentVariable("NASFUSE_WRITE_SCHEMAS") == "1") File.WriteAllText(committed, written);
        Assert.True(
            File.Exists(committed) && File.ReadAllText(committed).ReplaceLineEndings("\n") == written,
            $"search-spaces/schema/{file} is out of date. Write it anew: run this test with NASFUSE_WRITE_SCHEMAS=1, or nasfuse schema.");
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NasFuse.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no NasFuse.sln above the test binary");
    }
}
