using NasFuse.Cluster.Wire.Documents;

namespace NasFuse.Cluster.Wire;

/// <summary>All documents of the protocol. Only data travels: no code, no type names, no paths.</summary>
public static class WireFormats
{
    /// <summary>Number of the protocol; controller and worker must have the same.</summary>
    public const int Protocol = 1;

    private const int KiB = 1024;

    /// <summary>A study that workers may serve.</summary>
    public static WireFormat<StudyDocument> Study { get; } = new("study", 512 * KiB);

    /// <summary>A trial to evaluate.</summary>
    public static WireFormat<TrialDocument> Trial { get; } = new("trial", 256 * KiB);

    /// <summary>Something a worker says about a trial it holds.</summary>
    public static WireFormat<ReportDocument> Report { get; } = new("report", 32 * KiB);

    /// <summary>The result of a trial.</summary>
    public static WireFormat<ResultDocument> Result { get; } = new("result", 256 * KiB);

    /// <summary>Who holds a trial.</summary>
    public static WireFormat<OwnerDocument> Owner { get; } = new("owner", 16 * KiB);

    /// <summary>That a trial or a worker should end.</summary>
    public static WireFormat<StopDocument> Stop { get; } = new("stop", 16 * KiB);

    /// <summary>What the controller decided about an epoch.</summary>
    public static WireFormat<DecisionDocument> Decision { get; } = new("decision", 16 * KiB);

    /// <summary>A worker.</summary>
    public static WireFormat<WorkerDocument> Worker { get; } = new("worker", 128 * KiB);
}
