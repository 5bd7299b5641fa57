using System.Diagnostics;
using System.IO.Compression;

namespace NasFuse.Cli.Tests.Commands;

/// <summary>The program as a .NET tool: packed, installed from a folder, run.</summary>
public sealed class PackageTests : IDisposable
{
    private const string LongTests = "NASFUSE_LONG_TESTS";

    // Packing compresses half a gigabyte of natives.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    private static readonly string[] s_needed =
        ["libLibTorchSharp.so", "libtorch_cpu.so", "libonnxruntime.so", "libSkiaSharp.so", "search-spaces/demo/study.json"];

    private readonly WorkFolder _folder = new();

    [Fact]
    [Trait("Category", "Long")]
    public void Packed_and_installed_as_a_tool_it_counts_a_space_and_loads_its_natives()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(LongTests) == "1", $"takes minutes; set {LongTests}=1");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the names of natives are those of Linux");
        var repository = Path.GetFullPath(Path.Combine(NasFuseProcess.Metadata("ProjectFolder"), "..", ".."));
        Run("dotnet", "pack", "-c", "Release", Path.Combine(repository, "src", "NasFuse.Cli"), "-o", _folder.In("packages"), "--nologo");
        var package = Assert.Single(Directory.GetFiles(_folder.In("packages"), "*.nupkg"));
        using (var zip = ZipFile.OpenRead(package))
        {
            var names = zip.Entries.Select(entry => entry.FullName).ToArray();
            foreach (var needed in s_needed)
                Assert.True(names.Any(name => name.EndsWith(needed, StringComparison.Ordinal)), $"{needed} is not in the package");
        }

        Run("dotnet", "tool", "install", "nasfuse", "--tool-path", _folder.In("tool"), "--source", _folder.In("packages"), "--no-http-cache");
        var tool = Path.Combine(_folder.In("tool"), "nasfuse");
        Assert.Matches(@"\d+(\.\d+)?e44", Run(tool, "count", Path.Combine(repository, "search-spaces", "fusion-lattice")));
        Assert.Contains("libtorch", Run(tool, "doctor"));
    }

    public void Dispose() => _folder.Dispose();

    private string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.True(process.WaitForExit(s_patience), $"{program} {string.Join(' ', arguments)} takes too long");
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{output.Result}\n{error.Result}");
        return output.Result + error.Result;
    }
}
