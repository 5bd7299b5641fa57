using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Measurement;
using NasFuse.Storage.Artefacts;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Artefacts;

public sealed class NodeLatencyFileTests : IDisposable
{
    private static readonly Core.Studies.Trial s_trial = TrialGenerator.Proposed(4);

    private static readonly NodeLatencies s_latencies = new()
    {
        ArchitectureId = s_trial.ArchitectureId, Backend = "torch", WholeMs = 2.5,
        NodesMs = ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal).Add("s8", 1.25).Add("S8", 0.5),
    };

    private readonly TemporaryStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Fact]
    public void What_was_kept_comes_back_for_its_architecture_alone()
    {
        Assert.Null(NodeLatencyFile.Read(_study.Folder, s_trial));
        Assert.Equal("trials/4/node-latency.json", NodeLatencyFile.Write(_study.Folder, 4, s_latencies));
        var read = NodeLatencyFile.Read(_study.Folder, s_trial)!;
        Assert.Equal((2.5, "torch", 1.75), (read.WholeMs, read.Backend, read.SumMs));
        Assert.Equal(s_latencies.NodesMs, read.NodesMs.OrderBy(node => node.Key, StringComparer.Ordinal));
        Assert.Null(NodeLatencyFile.Read(_study.Folder, s_trial with { ArchitectureId = "another" }));
        Assert.Null(NodeLatencyFile.Read(_study.Folder, s_trial with { Number = 5 }));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"architectureId":"x","backend":null,"wholeMs":1,"nodesMs":{}}""")]
    public void Another_file_in_its_place_is_named(string content)
    {
        Directory.CreateDirectory(_study.Folder.TrialFolder(4));
        var path = Path.Combine(_study.Folder.TrialFolder(4), "node-latency.json");
        File.WriteAllText(path, content);
        var mistake = Assert.Throws<UserErrorException>(() => NodeLatencyFile.Read(_study.Folder, s_trial)).Diagnostics.Single();
        Assert.Equal((ErrorCodes.CorruptFile, path), (mistake.Code, Path.Combine(_study.Folder.Path, mistake.Place.File)));
        Assert.Contains("nasfuse show study 4 --latency", mistake.Message, StringComparison.Ordinal);
    }
}
