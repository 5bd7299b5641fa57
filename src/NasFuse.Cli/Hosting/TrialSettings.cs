using NasFuse.Core.Studies;
using NasFuse.Data.Loading;
using NasFuse.Onnx.Packages;
using NasFuse.Storage;
using NasFuse.Storage.Artefacts;
using NasFuse.Torch.Training.Distillation;
using NasFuse.Torch.Trials;

namespace NasFuse.Cli.Hosting;

/// <summary>What the evaluators of a study have in common.</summary>
internal static class TrialSettings
{
    /// <summary>Settings as the study says; weights go to the folder of the assignment.</summary>
    /// <param name="session">The study.</param>
    /// <param name="note">Told what a person should know.</param>
    public static EvaluationSettings Of(StudySession session, Action<string> note) =>
        Of(session.Manifest.Study.Study, session.Samples, session.Teacher, session.Store.Folder, note);

    /// <summary>Settings as a specification says; weights go to the folder of the assignment.</summary>
    /// <param name="study">The specification.</param>
    /// <param name="samples">The data.</param>
    /// <param name="teacher">What teaches the candidates, or null.</param>
    /// <param name="folder">Holds the folders of all assignments.</param>
    /// <param name="note">Told what a person should know.</param>
    public static EvaluationSettings Of(StudySpecification study, SampleCache samples, Teacher? teacher, StudyFolder folder, Action<string> note)
    {
        var artefacts = new ArtefactFolder(folder);
        return new EvaluationSettings
        {
            Training = study.Training,
            Latency = study.Latency,
            MeasuresLatency = study.TimesWhereTrained(),
            Constraints = study.Constraints,
            Samples = samples,
            Teacher = teacher,
            SaveWeights = (assignment, weights) => artefacts.Write(
                "weights", $"{Relative(folder, assignment.Folder)}/weights.safetensors",
                stream => stream.Write(Safetensors.Write(weights, new Dictionary<string, string> { ["architectureId"] = assignment.Trial.ArchitectureId }))),
            Note = note,
        };
    }

    private static string Relative(StudyFolder study, string folder) =>
        Path.GetRelativePath(study.Path, folder).Replace(Path.DirectorySeparatorChar, '/');
}
