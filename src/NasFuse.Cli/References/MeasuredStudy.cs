using NasFuse.Core.Architectures;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.SearchSpaces.ListedArchitectures;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.References;

/// <summary>A study of references after its measuring pass.</summary>
/// <param name="Planned">The study.</param>
/// <param name="Manifest">Its record.</param>
/// <param name="Trials">All its trials.</param>
/// <param name="Conditions">How it was measured.</param>
internal sealed record MeasuredStudy(PlannedStudy Planned, RunManifest Manifest, IReadOnlyList<Trial> Trials, MeasuringConditions Conditions)
{
    /// <summary>Measurements by number of the trial.</summary>
    public Dictionary<int, ReferenceMeasurement> Measurements { get; } = [];

    /// <summary>Why a complete trial could not be measured, by number of the trial.</summary>
    public Dictionary<int, string> Failures { get; } = [];

    /// <summary>Name of the file that a trial's architecture was read from.</summary>
    public static string NameOf(Trial trial) => trial.Assignment.Labels[ListedArchitecturesSpace.Choice];

    /// <summary>The trial of a reference, or null; references of the same architecture share one.</summary>
    public Trial? Find(Reference reference)
    {
        var id = ArchitectureId.Of(reference.Architecture.WithClasses(Manifest.Data.Classes.Count));
        return Trials.FirstOrDefault(trial => trial.ArchitectureId == id);
    }
}
