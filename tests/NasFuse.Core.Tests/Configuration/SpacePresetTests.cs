using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Tests.Configuration;

public sealed class SpacePresetTests
{
    private const string Space = """
        {
          "kind": "test-lattice",
          "widths": [16, 32],
          "maxInputs": 3,
          "presets": {
            "tiny": { "widths": [8] },
            "server": { "maxInputs": 4, "fusions": ["mul"] }
          }
        }
        """;

    [Fact]
    public void A_preset_replaces_keys_and_stands_in_the_resolved_study()
    {
        using var folder = new StudyFolder(space: Space);
        var (plain, tiny) = (folder.Read(), folder.Read("space=lattice:tiny"));
        Assert.Equal(("lattice:tiny", "lattice:tiny"), (tiny.SpaceName, tiny.Study.Space));
        Assert.Equal([8], Assert.IsType<LatticeOptions>(tiny.Space).Widths);
        Assert.Equal(3, ((LatticeOptions)tiny.Space).MaxInputs);
        Assert.Equal([16, 32], Assert.IsType<LatticeOptions>(plain.Space).Widths);
        Assert.NotEqual(plain.ConfigHash, tiny.ConfigHash);
        Assert.Equal($"{folder.SpacePath}(6,25)", tiny.Settings.Single(setting => setting.Path == "searchSpace.widths").Origin);
        var again = StudyFile.FromResolved("manifest.json", tiny.Resolved, TestOptions.Catalog);
        Assert.Equal((tiny.ConfigHash, "lattice:tiny"), (again.ConfigHash, again.SpaceName));
    }

    [Fact]
    public void A_preset_that_says_what_the_file_says_has_the_same_hash()
    {
        using var folder = new StudyFolder(space: Space.Replace("[8]", "[16, 32]", StringComparison.Ordinal));
        Assert.Equal(folder.Read().ConfigHash, folder.Read("space=lattice:tiny").ConfigHash);
    }

    [Theory]
    [InlineData("lattice:tini", "unknown preset 'tini'; known: tiny, server. Did you mean 'tiny'?")]
    [InlineData("../lattice/space.json:mobile", "unknown preset 'mobile'; known: tiny, server.")]
    public void An_unknown_preset_is_named_with_those_that_are_known(string space, string message)
    {
        using var folder = new StudyFolder(space: Space);
        var mistake = Assert.Single(folder.MistakesOf($"space={space}"));
        Assert.Equal(("--set space", ErrorCodes.UnknownName, message), (mistake.Place.File, mistake.Code, mistake.Message));
    }

    [Theory]
    [InlineData("[8]", "[8, 8]", "(6,29)", ErrorCodes.Contradiction)]
    [InlineData("[8]", "[0]", "(6,26)", ErrorCodes.OutOfRange)]
    [InlineData("\"fusions\": [", "\"fusion\": [", "(7,33)", ErrorCodes.UnknownKey)]
    [InlineData("\"maxInputs\": 4", "\"kind\": \"x\"", "(7,17)", ErrorCodes.UnknownKey)]
    [InlineData("{ \"widths\": [8] }", "3", "(6,13)", ErrorCodes.WrongType)]
    [InlineData("\"tiny\"", "\"2 tiny\"", "(6,5)", ErrorCodes.OutOfRange)]
    [InlineData("\"maxInputs\": 3", "\"maxInputs\": 9", "(4,16)", ErrorCodes.OutOfRange)]
    public void Every_preset_is_checked_at_its_own_place_when_the_file_is_read(string old, string changed, string place, string code)
    {
        using var folder = new StudyFolder(space: Space.Replace(old, changed, StringComparison.Ordinal));
        var mistake = Assert.Single(folder.MistakesOf());
        Assert.Equal(($"{folder.SpacePath}{place}", code), (mistake.Place.ToString(), mistake.Code));
    }

    [Fact]
    public async Task The_schema_knows_presets()
    {
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(SpaceSchema.Text(TestOptions.Catalog), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Space));
        Assert.NotEmpty(schema.Validate(Space.Replace("\"fusions\": [", "\"fusion\": [", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(Space.Replace("\"maxInputs\": 4", "\"kind\": \"test-lattice\"", StringComparison.Ordinal)));
    }
}
