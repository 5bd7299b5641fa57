using System.Text.Json;
using System.Text.Json.Nodes;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Onnx.Packages;
using NasFuse.Onnx.Running;
using NasFuse.TestKit.Graphs;

namespace NasFuse.Onnx.Tests.Packages;

public sealed class DeploymentPackageTests : IDisposable
{
    private static readonly DeploymentContents Contents = SampleContents.Create();

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_package_can_be_run_and_checked_from_its_folder_alone()
    {
        var package = WriteAndRead();
        var graph = ArchitectureText.Parse(package.ArchitectureText).Lower(new Size(package.Manifest.InputSize[0], package.Manifest.InputSize[1])).Deployed();
        Assert.Empty(package.Weights.MismatchesWith(graph));
        using var network = OnnxNetwork.Load(package.OnnxModel, 1);
        var image = RandomValues.Images(graph, 1, new Random(4));
        Exported.AssertClose(ReferenceInterpreter.Run(graph, package.Weights, image), network.Run(image));
    }

    [Fact]
    public void The_manifest_keeps_what_was_measured()
    {
        var manifest = WriteAndRead().Manifest;
        Assert.Equal("a1b2c3", manifest.ArchitectureId);
        Assert.Equal([24, 32], manifest.InputSize);
        Assert.Equal(Contents.Metadata.ClassNames, manifest.Classes);
        Assert.Equal(Contents.ClassColours, manifest.ClassColours);
        Assert.Equal(Contents.Metadata.Mean, manifest.Mean);
        Assert.Equal(Contents.Created, manifest.Created);
        Assert.Equal(Contents.Cost.Parameters, manifest.Parameters);
        Assert.Equal(Contents.ClassResults, manifest.ClassResults);
        Assert.Equal(Contents.Latencies, manifest.Latencies);
        Assert.Equal("synthetic", manifest.Data.Format);
        Assert.Equal(Contents.Parity!.MaxDifference, manifest.Verification!.MaxDifference);
        Assert.Equal(Contents.Provenance, manifest.Provenance);
        Assert.Equal(
            ["architecture.svg", "architecture.txt", "model-card.md", "model.onnx", "weights.safetensors"],
            manifest.Files.Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_package_from_before_colours_were_kept_has_none()
    {
        Write();
        var path = Path.Combine(_temporary["out"], "manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        Assert.True(manifest.Remove("classColours"));
        File.WriteAllText(path, manifest.ToJsonString());
        Assert.Empty(DeploymentPackage.Read(_temporary["out"]).Manifest.ClassColours);
    }

    [Fact]
    public void A_package_from_before_there_was_a_drawing_is_whole()
    {
        Write();
        var path = Path.Combine(_temporary["out"], "manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        Assert.Equal(1, manifest["files"]!.AsArray().RemoveAll(file => (string?)file!["name"] == "architecture.svg"));
        File.WriteAllText(path, manifest.ToJsonString());
        File.Delete(Path.Combine(_temporary["out"], "architecture.svg"));
        Assert.DoesNotContain(DeploymentPackage.Read(_temporary["out"]).Manifest.Files, file => file.Name == "architecture.svg");
    }

    [Theory]
    [InlineData("model.onnx"), InlineData("architecture.txt"), InlineData("architecture.svg"), InlineData("weights.safetensors"), InlineData("model-card.md")]
    public void A_changed_file_is_found(string name)
    {
        Write();
        var path = Path.Combine(_temporary["out"], name);
        var content = File.ReadAllBytes(path);
        content[content.Length / 2] ^= 1;
        File.WriteAllBytes(path, content);
        var diagnostic = Assert.Throws<UserErrorException>(() => DeploymentPackage.Read(_temporary["out"])).Diagnostics.Single();
        Assert.Equal((path, ErrorCodes.CorruptFile), (diagnostic.Place.File, diagnostic.Code));
    }

    [Fact]
    public void All_missing_and_changed_files_are_named_at_once()
    {
        Write();
        File.Delete(Path.Combine(_temporary["out"], "model.onnx"));
        File.AppendAllText(Path.Combine(_temporary["out"], "architecture.txt"), "\n");
        var error = Assert.Throws<UserErrorException>(() => DeploymentPackage.Read(_temporary["out"]));
        Assert.Equal(["architecture.txt", "model.onnx"], error.Diagnostics.Select(d => Path.GetFileName(d.Place.File)));
    }

    [Theory, InlineData(""), InlineData("{"), InlineData("null"), InlineData("[]"), InlineData("{\"format\":\"nasfuse-deployment\"}"), InlineData("\"x\"")]
    public void A_damaged_manifest_is_a_user_error(string manifest)
    {
        Write();
        File.WriteAllText(Path.Combine(_temporary["out"], "manifest.json"), manifest);
        Assert.Equal(ErrorCodes.CorruptFile, Assert.Throws<UserErrorException>(() => DeploymentPackage.Read(_temporary["out"])).Diagnostics.Single().Code);
    }

    [Fact]
    public void A_manifest_with_any_value_nulled_never_crashes()
    {
        Write();
        var path = Path.Combine(_temporary["out"], "manifest.json");
        var json = File.ReadAllText(path);
        foreach (var property in JsonDocument.Parse(json).RootElement.EnumerateObject())
        {
            foreach (var value in (string[])["null", "[null]", "7", "\"x\"", "{}"])
            {
                var changed = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
                changed[property.Name] = JsonDocument.Parse(value).RootElement;
                File.WriteAllText(path, JsonSerializer.Serialize(changed));
                if (Record.Exception(() => DeploymentPackage.Read(_temporary["out"])) is { } thrown) Assert.IsType<UserErrorException>(thrown);
            }
        }
    }

    [Fact]
    public void A_folder_without_manifest_is_no_package()
    {
        Directory.CreateDirectory(_temporary["out"]);
        Assert.Throws<UserErrorException>(() => DeploymentPackage.Read(_temporary["out"]));
        Assert.Throws<UserErrorException>(() => DeploymentPackage.Read(_temporary["nowhere"]));
    }

    [Fact]
    public void A_package_is_replaced_and_nothing_is_left_beside_it()
    {
        Write();
        File.WriteAllText(Path.Combine(_temporary["out"], "stale.txt"), "from before");
        DeploymentPackage.Write(_temporary["out"], Contents with { Title = "Second" });
        Assert.Equal(["out"], _temporary.Entries);
        Assert.False(File.Exists(Path.Combine(_temporary["out"], "stale.txt")));
        Assert.Contains("# Second", File.ReadAllText(Path.Combine(_temporary["out"], "model-card.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Parents_are_made_and_an_empty_folder_or_a_trailing_slash_is_fine()
    {
        DeploymentPackage.Write(_temporary["a/b/c/"], Contents);
        Directory.CreateDirectory(_temporary["empty"]);
        DeploymentPackage.Write(_temporary["empty"], Contents);
        Assert.Equal(Contents.ArchitectureText, DeploymentPackage.Read(_temporary["a/b/c"]).ArchitectureText);
        Assert.Equal(Contents.ArchitectureText, DeploymentPackage.Read(_temporary["empty"]).ArchitectureText);
    }

    [Theory, InlineData("notes.txt", "mine"), InlineData("manifest.json", "{\"format\":\"something-else\"}"), InlineData("manifest.json", "not json")]
    public void Anything_but_a_package_is_left_alone(string name, string text)
    {
        Directory.CreateDirectory(_temporary["out"]);
        File.WriteAllText(_temporary[$"out/{name}"], text);
        var error = Assert.Throws<UserErrorException>(Write);
        Assert.Equal(ErrorCodes.OutputConflict, error.Diagnostics.Single().Code);
        Assert.Equal(text, File.ReadAllText(_temporary[$"out/{name}"]));
        Assert.Single(Directory.GetFileSystemEntries(_temporary["out"]));
    }

    [Fact]
    public void A_file_in_the_way_is_left_alone()
    {
        File.WriteAllText(_temporary["out"], "mine");
        Assert.Equal(ErrorCodes.OutputConflict, Assert.Throws<UserErrorException>(Write).Diagnostics.Single().Code);
        Assert.Equal("mine", File.ReadAllText(_temporary["out"]));
    }

    [Fact]
    public void A_network_that_failed_its_verification_is_not_packaged()
    {
        var failed = Contents with { Parity = Contents.Parity! with { MaxDifference = 0.5 } };
        Assert.Throws<ArgumentException>(() => DeploymentPackage.Write(_temporary["out"], failed));
        Assert.Empty(_temporary.Entries);
    }

    [Fact]
    public void A_network_that_was_not_verified_says_so()
    {
        DeploymentPackage.Write(_temporary["out"], Contents with { Parity = null });
        Assert.Null(DeploymentPackage.Read(_temporary["out"]).Manifest.Verification);
        Assert.Contains("**not** compared", File.ReadAllText(Path.Combine(_temporary["out"], "model-card.md")), StringComparison.Ordinal);
    }

    private void Write() => DeploymentPackage.Write(_temporary["out"], Contents);

    private DeploymentPackage WriteAndRead()
    {
        Write();
        return DeploymentPackage.Read(_temporary["out"]);
    }
}
