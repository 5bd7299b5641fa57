using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Wire.Documents;

/// <summary>Something a worker says about a trial it holds; exactly one of the parts is there.</summary>
public sealed record ReportDocument
{
    /// <summary>Id of the worker.</summary>
    public required string Worker { get; init; }

    /// <summary>Number of the trial.</summary>
    public required int Trial { get; init; }

    /// <summary>1-based number of its hold.</summary>
    public required int Lease { get; init; }

    /// <summary>The worker began: its device.</summary>
    public string? Leased { get; init; }

    /// <summary>Metrics that were measured before training.</summary>
    public Dictionary<string, double>? Measured { get; init; }

    /// <summary>An epoch ended.</summary>
    public EpochDocument? Epoch { get; init; }

    /// <summary>The worker handed it back: why.</summary>
    public string? Returned { get; init; }

    /// <summary>What was said.</summary>
    public TrialEvent ToEvent() =>
        Leased is not null ? new TrialLeased(Trial, Lease, Leased)
        : Measured is not null ? new TrialMeasured(Trial, Lease, Measured)
        : Epoch is not null ? new TrialReported(Trial, Lease, Epoch.ToRecord())
        : new TrialReturned(Trial, Lease, Returned ?? "");
}

/// <summary>What an epoch gave; see <see cref="EpochRecord"/>.</summary>
/// <param name="Number">1-based.</param>
/// <param name="Loss">Mean training loss.</param>
/// <param name="LearningRate">Rate at its end.</param>
/// <param name="Miou">Validation mIoU 0..1, or null.</param>
/// <param name="PixelAccuracy">Validation pixel accuracy 0..1, or null.</param>
/// <param name="ImagesPerSecond">Throughput.</param>
/// <param name="Seconds">Duration.</param>
public sealed record EpochDocument(int Number, double Loss, double LearningRate, double? Miou, double? PixelAccuracy, double ImagesPerSecond, double Seconds)
{
    /// <summary>What goes over the wire.</summary>
    public static EpochDocument Of(EpochRecord epoch) =>
        new(epoch.Epoch, epoch.Loss, epoch.LearningRate, epoch.MeanIou, epoch.PixelAccuracy, epoch.ImagesPerSecond, epoch.Seconds);

    /// <summary>As the rest of NasFuse has it.</summary>
    public EpochRecord ToRecord() => new(Number, Loss, LearningRate, Miou, ImagesPerSecond, Seconds) { PixelAccuracy = PixelAccuracy };
}
