using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace NasFuse.Cli.Tests.Commands;

public sealed class VerifyCommandTests(TrainedPackage package) : IClassFixture<TrainedPackage>
{
    [Fact]
    public void An_untouched_package_passes()
    {
        var result = Verify(TrainedPackage.Name).Succeeded();

        Assert.Matches(@"(?m)^parity \S+ <= 1e-4$", result.Output);
        Assert.Contains("ONNX Runtime", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_says_the_same()
    {
        var json = JsonNode.Parse(Verify(TrainedPackage.Name, "--json", "--images", "3").Succeeded().Output)!;

        Assert.True((bool)json["passed"]!);
        Assert.Equal(3, (int)json["images"]!);
        Assert.InRange((double)json["maxDifference"]!, 0, 1e-4);
        Assert.Equal(2, json["latencies"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("weights.safetensors")]
    [InlineData("architecture.txt")]
    [InlineData("model-card.md")]
    public void A_changed_file_is_named(string file)
    {
        var copy = package.Copy($"changed-{file}");
        FileDamage.FlipBit(package.Folder.In($"{copy}/{file}"), 60);

        var result = Verify(copy).EndedWith(4);

        Assert.Contains($"{copy}/{file}: error NF0500", result.Error.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var copy = package.Copy("missing");
        File.Delete(package.Folder.In($"{copy}/weights.safetensors"));

        Assert.Contains("the file is missing from the package", Verify(copy).EndedWith(4).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_weights_under_right_checksums_are_found_by_computing()
    {
        var copy = package.Copy("other-weights");
        var weights = package.Folder.In($"{copy}/weights.safetensors");
        var before = Checksum(weights);
        // The highest exponent bit of a float below 2 makes it huge.
        FileDamage.FlipBit(weights, offset: -1, bit: 0x40);
        var manifest = package.Folder.In($"{copy}/manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(before, Checksum(weights), StringComparison.Ordinal));

        Assert.Matches(@"(?m)^parity \S+ > 1e-4$", Verify(copy).EndedWith(4).Output);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData(".")]
    [InlineData("net.txt")]
    public void What_is_no_package_is_a_wrong_path(string path) => Assert.Contains($"{path}: error NF0001", Verify(path).EndedWith(2).Error, StringComparison.Ordinal);

    [Fact]
    public void Data_that_are_not_there_are_a_wrong_path() => Assert.Contains("nodata", Verify(TrainedPackage.Name, "--data", "camvid:nodata").EndedWith(2).Error, StringComparison.Ordinal);

    private ProcessResult Verify(params string[] arguments) => package.Folder.Run(["verify", .. arguments, "--threads", "1"]);

    private static string Checksum(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
