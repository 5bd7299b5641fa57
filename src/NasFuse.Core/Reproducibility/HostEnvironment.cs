using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasFuse.Core.Reproducibility;

/// <summary>What a result was made on: machine, operating system, software. Read once; thread-safe.</summary>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Processor">Model name of the processor, or its architecture where the name is not to be had.</param>
/// <param name="ProcessorCount">Logical processors that this process may use.</param>
/// <param name="MemoryBytes">Memory that this process may use.</param>
/// <param name="Runtime">.NET version.</param>
/// <param name="NasFuse">Version of NasFuse with the git commit it was built from, <c>0.1.0+1a2b3c…</c>.</param>
public sealed record HostEnvironment(string OperatingSystem, string Processor, int ProcessorCount, long MemoryBytes, string Runtime, string NasFuse)
{
    /// <summary>This process's environment.</summary>
    public static HostEnvironment Current { get; } = new(
        RuntimeInformation.OSDescription,
        ProcessorName(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        RuntimeInformation.FrameworkDescription,
        typeof(HostEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    /// <summary>Version of NasFuse without the commit, <c>0.1.0</c>: builds of one version speak with each other.</summary>
    public string Version => NasFuse.Split('+')[0];

    /// <summary>Versions of all packages that the application was built with, from its dependency file; empty when there is none.</summary>
    public static JsonObject Packages()
    {
        var packages = new JsonObject();
        var file = Path.Combine(AppContext.BaseDirectory, $"{Assembly.GetEntryAssembly()?.GetName().Name}.deps.json");
        if (!File.Exists(file)) return packages;
        using var dependencies = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var library in dependencies.RootElement.GetProperty("libraries").EnumerateObject().Where(l => l.Value.GetProperty("type").GetString() == "package"))
        {
            var parts = library.Name.Split('/');
            packages[parts[0]] = parts[1];
        }
        return packages;
    }

    /// <summary>On one line, for people.</summary>
    public string InWords => $"{Processor}, {ProcessorCount} logical processors, {OperatingSystem}, {Runtime}, NasFuse {NasFuse}";

    /// <summary>As JSON, for manifests.</summary>
    public JsonObject ToJson() => new()
    {
        ["operatingSystem"] = OperatingSystem, ["processor"] = Processor, ["processorCount"] = ProcessorCount,
        ["memoryBytes"] = MemoryBytes, ["runtime"] = Runtime, ["nasfuse"] = NasFuse,
    };

    private static string ProcessorName()
    {
        const string LinuxProcessors = "/proc/cpuinfo";
        var line = File.Exists(LinuxProcessors) ? File.ReadLines(LinuxProcessors).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
