using System.Text.RegularExpressions;
using NasFuse.Cli.Tests.Processes;
using NasFuse.TestKit;

namespace NasFuse.Cli.Tests.Commands;

/// <summary>The files that set a farm up call verbs with options that there are.</summary>
public sealed partial class DeploymentTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("docker-compose.yml", 3)]
    [InlineData("src/NasFuse.Cluster/Deployment/nasfuse-worker@.service", 1)]
    [InlineData("src/NasFuse.Cluster/Deployment/worker.sbatch", 1)]
    [InlineData("src/NasFuse.Cluster/Deployment/worker-job.yaml", 1)]
    public void Every_option_that_is_given_is_known_to_its_verb(string file, int calls)
    {
        var found = Calls().Matches(File.ReadAllText(RepositoryFolder.PathOf(file.Split('/'))));
        Assert.Equal(calls, found.Count);
        foreach (Match call in found)
        {
            var help = _folder.Run(call.Groups["verb"].Value, "--help").Succeeded().Output;
            var options = Options().Matches(call.Value).Select(option => option.Value).ToArray();
            Assert.Contains("--engine", options);
            Assert.All(options, option => Assert.Matches($@"(?<![\w-]){option}(?![\w-])", help));
        }
    }

    /// <summary>A line that calls a verb: <c>nasfuse worker --engine …</c> or <c>["worker", "--engine", …]</c>.</summary>
    [GeneratedRegex("""^(?!\s*#).*(nasfuse |\[")(?<verb>worker|controller)\b.*--engine.*$""", RegexOptions.Multiline)]
    private static partial Regex Calls();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Options();
}
