using System.Runtime.InteropServices;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Cli.Doctor;

/// <summary>Operating system, runtime, processor, memory.</summary>
internal static class SystemChecks
{
    private const long NeededBytes = 2L << 30;

    public static IEnumerable<Finding> Run()
    {
        var host = HostEnvironment.Current;
        yield return new Finding("nasfuse", Verdict.Pass, host.NasFuse);
        yield return OperatingSystem(host);
        yield return new Finding(".NET", Verdict.Pass, host.Runtime);
        yield return new Finding("processor", Verdict.Pass, $"{host.Processor}, {host.ProcessorCount} logical processors");
        yield return Memory(host);
    }

    private static Finding OperatingSystem(HostEnvironment host)
    {
        var known = RuntimeInformation.ProcessArchitecture is Architecture.X64 || System.OperatingSystem.IsMacOS();
        return new Finding("system", known ? Verdict.Pass : Verdict.Warn, $"{host.OperatingSystem}, {RuntimeInformation.RuntimeIdentifier}",
            known ? null : "NasFuse is built for x64 Linux and Windows and for ARM macOS; the native libraries may be missing here.");
    }

    private static Finding Memory(HostEnvironment host)
    {
        var enough = host.MemoryBytes >= NeededBytes;
        return new Finding("memory", enough ? Verdict.Pass : Verdict.Warn, $"{Bytes.Text(host.MemoryBytes)} for this process",
            enough ? null : "Training wants 2 GiB; lower data.size, training.batch and data.cacheMiB.");
    }
}
