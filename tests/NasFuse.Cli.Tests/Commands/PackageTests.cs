using System.IO.Compression;

namespace NasFuse.Cli.Tests.Commands;

/// <summary>The program as a .NET tool: packed, installed from a folder, run.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string[] s_needed =
        ["libLibTorchSharp.so", "libtorch_cpu.so", "libonnxruntime.so", "libSkiaSharp.so", "search-spaces/demo/study.json"];

    private readonly WorkFolder _folder = new();

    [Fact]
    [Trait("Category", "Long")]
    public void Packed_and_installed_as_a_tool_it_counts_a_space_and_loads_its_natives()
    {
        // Packing compresses half a gigabyte of natives.
        OtherProgram.SkipUnlessLong();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the names of natives are those of Linux");
        Run("dotnet", "pack", "-c", "Release", Path.Combine(OtherProgram.Repository, "src", "NasFuse.Cli"), "-o", _folder.In("packages"), "--nologo");
        var package = Assert.Single(Directory.GetFiles(_folder.In("packages"), "*.nupkg"));
        using (var zip = ZipFile.OpenRead(package))
        {
            var names = zip.Entries.Select(entry => entry.FullName).ToArray();
            foreach (var needed in s_needed)
                Assert.True(names.Any(name => name.EndsWith(needed, StringComparison.Ordinal)), $"{needed} is not in the package");
        }

        Run("dotnet", "tool", "install", "nasfuse", "--tool-path", _folder.In("tool"), "--source", _folder.In("packages"), "--no-http-cache");
        var tool = Path.Combine(_folder.In("tool"), "nasfuse");
        Assert.Matches(@"\d+(\.\d+)?e44", Run(tool, "count", Path.Combine(OtherProgram.Repository, "search-spaces", "fusion-lattice")));
        Assert.Contains("libtorch", Run(tool, "doctor"));
    }

    public void Dispose() => _folder.Dispose();

    private string Run(string program, params string[] arguments)
    {
        var ended = OtherProgram.Run(_folder.Path, program, arguments).Succeeded();
        return ended.Output + ended.Error;
    }
}
