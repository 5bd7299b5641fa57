using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.TestKit;

namespace NasFuse.Core.Tests.Reproducibility;

public sealed class RunManifestTests
{
    [Fact]
    public void What_is_stored_is_read_back()
    {
        var manifest = RunManifest.Read("trials.db", Stored());
        Assert.Equal("demo", manifest.Study.Study.Name);
        Assert.Equal([0.0, 20.0], manifest.Reference.Worst);
        Assert.Equal(["sky", "road"], manifest.Data.Classes);
        Assert.Equal("nsga2", manifest.Sampler);
    }

    [Theory]
    [InlineData("config")]
    [InlineData("reference")]
    [InlineData("reference.worst")]
    [InlineData("data")]
    [InlineData("data.name")]
    [InlineData("data.classes")]
    [InlineData("data.mean")]
    public void A_part_that_is_missing_or_of_another_kind_is_named(string path)
    {
        foreach (var damage in (JsonNode?[])[null, 7, new JsonArray(new JsonObject(), null)])
        {
            var json = Stored();
            var keys = path.Split('.');
            keys[..^1].Aggregate((JsonNode)json, (node, key) => node[key]!)[keys[^1]] = damage?.DeepClone();
            var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => RunManifest.Read("trials.db", json)).Diagnostics);
            Assert.Equal((ErrorCodes.CorruptFile, "trials.db"), (mistake.Code, mistake.Place.File));
            Assert.Contains($"'{path}", mistake.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_record_from_before_colours_were_kept_has_none()
    {
        var json = Stored();
        json["data"]!.AsObject().Remove("colours");
        Assert.Empty(RunManifest.Read("trials.db", json).Data.Colours);
    }

    private static JsonObject Stored() => RunManifest.Create(
        StudyFile.Read(RepositoryFolder.PathOf("search-spaces", "demo", "study.json"), [], ImmutableDictionary<string, string>.Empty),
        new ReferencePoint([-1, 0], [0, 20]),
        new DataFacts("synthetic", "f1n9e8", ["sky", "road"], [0.5, 0.5, 0.5], [0.2, 0.2, 0.2]) { Colours = ["#000000", "#ffffff"] },
        ["cpu, 2 threads"], "nasfuse demo", DateTimeOffset.UnixEpoch).Json;
}
