using System.Text.Json.Nodes;

namespace NasFuse.Cli.Tests.Commands;

public sealed class CompareTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Studies_stand_side_by_side_in_one_box()
    {
        SeededStudy.Store(_folder);
        SeededStudy.Store(_folder, "avenue", gain: 0.1);
        Expectation.Meets("compare", _folder.Run("compare", "street", "avenue"));
    }

    [Fact]
    public void Table_pictures_and_manifest_are_written()
    {
        SeededStudy.Store(_folder);
        SeededStudy.Store(_folder, "avenue", gain: 0.1);
        _folder.Run("compare", "street", "avenue", "-o", "out").Succeeded();
        Assert.Equal(
            ["comparison.csv", "comparison.md", "fronts.png", "fronts.svg", "manifest.json", "progress.png", "progress.svg"],
            Directory.EnumerateFiles(_folder.In("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var manifest = JsonNode.Parse(File.ReadAllText(_folder.In("out/manifest.json")))!;
        Assert.Equal(["street", "avenue"], manifest["studies"]!.AsArray().Select(study => (string)study!["study"]!));
        Assert.Contains("street", File.ReadAllText(_folder.In("out/fronts.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Studies_of_other_data_are_refused()
    {
        SeededStudy.Store(_folder);
        SeededStudy.Store(_folder, "alley", fingerprint: "4567cdef");
        Expectation.Meets("compare-other-data", _folder.Run("compare", "street", "alley").EndedWith(2));
        _folder.Run("compare", "street").EndedWith(2);
    }
}
