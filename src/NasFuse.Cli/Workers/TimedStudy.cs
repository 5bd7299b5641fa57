using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Configuration;
using NasFuse.Core.Studies;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Trials;

namespace NasFuse.Cli.Workers;

/// <summary>The part of a study that times its trials on devices of a class. Architectures are enough for it: it needs no data.</summary>
/// <param name="Specification">What the study says.</param>
/// <param name="DeviceClass">The class.</param>
internal sealed record TimedStudy(StudySpecification Specification, string DeviceClass) : IServedStudy
{
    /// <inheritdoc/>
    public string? Dataset => null;

    /// <summary>Reads what the study says.</summary>
    /// <exception cref="Core.Diagnostics.UserErrorException">Its configuration is not valid.</exception>
    public static TimedStudy Read(StudyDocument part) =>
        new(StudyFile.FromResolved($"study '{part.Name}'", part.Configuration).Study, part.DeviceClass!);

    /// <inheritdoc/>
    public ITrialEvaluator CreateEvaluator(WorkerSettings settings, MeasurementGate gate, Action<string> note) => new LatencyEvaluator(
        DeviceClass, Specification.Latency, Specification.Constraints, settings.Device, this.Threads(settings), gate, TimeProvider.System);
}
