using System.Diagnostics;
using NasFuse.TestKit;

namespace NasFuse.Cluster.Tests.Deployment;

/// <summary>The files that come with NasFuse to set a farm up are understood by the programs that they are for, where those are installed.</summary>
public sealed class DeploymentTests
{
    private static readonly string[] s_profiles = ["gpu", "cluster", "cluster-gpu", "cluster-cpu", "monitoring"];

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cluster")]
    [InlineData("cluster", "cluster-gpu", "cluster-cpu", "monitoring")]
    public void Compose_understands_every_profile(params string[] profiles)
    {
        var chosen = profiles.Where(name => name.Length > 0).SelectMany(name => (string[])["--profile", name]);
        string[] words = ["-f", RepositoryFolder.PathOf("docker-compose.yml"), .. chosen, "config", "-q"];
        AssertSucceeds("docker-compose", words);
    }

    [Fact]
    public void Compose_has_no_profile_that_is_not_looked_at()
    {
        var named = File.ReadLines(RepositoryFolder.PathOf("docker-compose.yml"))
            .Where(line => line.TrimStart().StartsWith("profiles:", StringComparison.Ordinal))
            .Select(line => line.Split('"')[1]).Distinct();
        Assert.Equal(s_profiles.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("worker-job.yaml")]
    [InlineData("prometheus.yml")]
    public void Manifests_are_YAML(string file)
    {
        if (Run("python3", ["-c", "import yaml"]) is not { ExitCode: 0 })
            Assert.Skip("python3 with its yaml module is not installed (Debian: apt-get install python3-yaml)");
        AssertSucceeds("python3", ["-c", "import sys, yaml; assert isinstance(yaml.safe_load(open(sys.argv[1])), dict)", PathOf(file)]);
    }

    [Fact]
    public void The_Slurm_script_is_a_shell_script() => AssertSucceeds("bash", ["-n", PathOf("worker.sbatch")]);

    [Fact]
    public async Task The_unit_is_one_that_systemd_understands()
    {
        // It looks for the program, which is not installed here.
        var unit = await File.ReadAllTextAsync(PathOf("nasfuse-worker@.service"), TestContext.Current.CancellationToken);
        Assert.Contains("ExecStart=/opt/nasfuse/nasfuse worker ", unit, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("nasfuse-unit-");
        var copy = Path.Combine(folder.FullName, "nasfuse-worker@0.service");
        await File.WriteAllTextAsync(copy, unit.Replace("/opt/nasfuse/nasfuse", "/bin/sh", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        AssertSucceeds("systemd-analyze", ["verify", copy], "nasfuse-worker");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_engine_understands_its_configuration()
    {
        NatsServer.SkipWithoutProgram();
        var folder = Directory.CreateTempSubdirectory("nasfuse-conf-");
        Connections.Certificates.Write(folder.FullName);
        foreach (var file in (string[])["nats.conf", "nats-roles.conf"])
        {
            var content = await File.ReadAllTextAsync(PathOf(file), TestContext.Current.CancellationToken);
            var placed = content.Replace("/certs/", $"{folder.FullName}/", StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), placed, TestContext.Current.CancellationToken);
        }
        var configuration = Path.Combine(folder.FullName, "nats.conf");
        var checkedAsIs = Check(configuration);
        if (checkedAsIs.ExitCode != 0)
        {
            // Servers before 2.10 do not know the line, as its comment says; all others must be understood.
            Assert.Contains("unknown field \"sync_interval\"", checkedAsIs.Text, StringComparison.Ordinal);
            var lines = await File.ReadAllLinesAsync(configuration, TestContext.Current.CancellationToken);
            var known = lines.Where(line => !line.Contains("sync_interval", StringComparison.Ordinal));
            await File.WriteAllLinesAsync(configuration, known, TestContext.Current.CancellationToken);
            var (exitCode, text) = Check(configuration);
            Assert.True(exitCode == 0, text);
            TestContext.Current.SendDiagnosticMessage("this nats-server is older than 2.10: sync_interval was left out");
        }
        folder.Delete(recursive: true);
    }

    private static (int ExitCode, string Text) Check(string configuration) => Run(
        NatsServer.Program!, ["-t", "-c", configuration], ("NASFUSE_CONTROLLER_PASSWORD", "c"), ("NASFUSE_WORKER_PASSWORD", "w"))
        ?? throw new InvalidOperationException("it was there");

    private static string PathOf(string file) => RepositoryFolder.PathOf("src", "NasFuse.Cluster", "Deployment", file);

    /// <param name="program">The program; the test is skipped where it is not installed.</param>
    /// <param name="words">Its arguments.</param>
    /// <param name="about">When given, only lines with this word are errors besides the exit code's.</param>
    private static void AssertSucceeds(string program, string[] words, string? about = null)
    {
        if (Run(program, words) is not { } ended)
        {
            Assert.Skip($"{program} is not installed");
            return;
        }
        Assert.True(ended.ExitCode == 0 && (about is null || !ended.Text.Contains(about, StringComparison.Ordinal)), ended.Text);
    }

    private static (int ExitCode, string Text)? Run(string program, string[] words, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, text + error.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
