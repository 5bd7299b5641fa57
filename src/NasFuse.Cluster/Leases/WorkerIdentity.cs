using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NasFuse.Core.Objectives;

namespace NasFuse.Cluster.Leases;

/// <summary>Who a worker is and what it has.</summary>
public sealed partial record WorkerIdentity
{
    /// <summary>Its id, unique among all that ever lived; see <see cref="NewId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Workers of one pool share the studies of that pool.</summary>
    public string Pool { get; init; } = DefaultPool;

    /// <summary>Trials that it takes at once.</summary>
    public required int Slots { get; init; }

    /// <summary>Version of NasFuse without the commit.</summary>
    public required string Version { get; init; }

    /// <summary>Device as shown, e.g. <c>cpu (2 threads)</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Name of the device's model.</summary>
    public required string DeviceName { get; init; }

    /// <summary>Further classes that its device was given, beside its kind and the parts of its name.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>Memory of the device, bytes, divided among its trials; 0 when it is unknown.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Version of the tensor library, or null where there is none.</summary>
    public string? Torch { get; init; }

    /// <summary>Version of CUDA that its driver knows, or null for a CPU.</summary>
    public string? Cuda { get; init; }

    /// <summary>The pool unless another is named.</summary>
    public const string DefaultPool = "default";

    /// <summary>A new id: machine, process and something that never comes again.</summary>
    public static string NewId()
    {
        var machine = Unfit().Replace(Environment.MachineName, "-");
        return $"{machine[..Math.Min(40, machine.Length)]}-{Environment.ProcessId}-{Guid.NewGuid():N}"[..^24];
    }

    /// <summary>True when a trial fits into the share that each of its trials has of the device's memory, or that memory is unknown.</summary>
    /// <param name="bytes">What the trial needs.</param>
    public bool Holds(long bytes) => MemoryBytes == 0 || bytes <= MemoryBytes / Slots;

    /// <summary>True when its device is of the class that a study asks for.</summary>
    public bool IsOfClass(string wanted) => DeviceClass.Includes(wanted, Device, DeviceName, Classes);

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex Unfit();
}
