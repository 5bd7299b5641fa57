using System.Diagnostics;
using System.Diagnostics.Metrics;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Core.Studies;

/// <summary>
/// Figures and spans for whoever listens in this process, e.g. an exporter or <c>dotnet-counters</c>. Nothing leaves the process by itself. Thread-safe.
/// </summary>
public static class StudyTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "NasFuse";

    private static readonly Meter s_meter = new(Name);
    private static readonly ActivitySource s_source = new(Name);
    private static readonly Counter<long> s_trials = s_meter.CreateCounter<long>("nasfuse.trials", "{trial}", "Trials that ended, by state.");
    private static readonly Counter<long> s_takeovers = s_meter.CreateCounter<long>("nasfuse.takeovers", "{trial}", "Trials that went on at another worker.");
    private static readonly UpDownCounter<long> s_outstanding =
        s_meter.CreateUpDownCounter<long>("nasfuse.trials.outstanding", "{trial}", "Trials that wait or run.");
    private static readonly Histogram<double> s_throughput =
        s_meter.CreateHistogram<double>("nasfuse.training.throughput", "{image}/s", "Training throughput of an epoch.");

    /// <summary>A span of one trial at a worker, or null when nobody listens; dispose it at the end.</summary>
    public static Activity? Begin(ITrialLease lease) =>
        s_source.StartActivity("trial")?.SetTag("trial", lease.Trial.Number).SetTag("lease", lease.Number).SetTag("study", lease.Job.Study?.Name);

    internal static void Ended(Trial trial) => s_trials.Add(1, KeyValuePair.Create<string, object?>("state", trial.State.ToString().ToLowerInvariant()));

    internal static void TakenOver() => s_takeovers.Add(1);

    internal static void Outstanding(int change) => s_outstanding.Add(change);

    internal static void Epoch(EpochRecord epoch)
    {
        if (double.IsFinite(epoch.ImagesPerSecond)) s_throughput.Record(epoch.ImagesPerSecond);
    }
}
