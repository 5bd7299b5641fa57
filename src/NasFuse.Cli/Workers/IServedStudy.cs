using NasFuse.Core.Studies;
using NasFuse.Torch.Measurement;

namespace NasFuse.Cli.Workers;

/// <summary>A study of another machine, or a part of one, that this worker is ready to serve.</summary>
internal interface IServedStudy
{
    /// <summary>What it says.</summary>
    StudySpecification Specification { get; }

    /// <summary>Fingerprint of the data set that is open for it, or null when it needs none.</summary>
    string? Dataset { get; }

    /// <summary>Makes what evaluates its trials.</summary>
    /// <param name="settings">What the worker was told.</param>
    /// <param name="gate">Keeps measurements undisturbed.</param>
    /// <param name="note">Told what a person should know.</param>
    ITrialEvaluator CreateEvaluator(WorkerSettings settings, MeasurementGate gate, Action<string> note);
}

/// <summary>What all served studies have in common.</summary>
internal static class ServedStudies
{
    /// <summary>CPU threads of a trial: as the study says, so that results do not depend on who evaluates.</summary>
    public static int Threads(this IServedStudy study, WorkerSettings settings) =>
        settings.Threads ?? study.Specification.Workers[0].Threads ?? (study.Specification.SynchronousBatch is null ? settings.ThreadShare : 1);
}
