using NasFuse.Onnx.Packages;
using NasFuse.Storage.Artefacts;
using NasFuse.Torch.Trials;

namespace NasFuse.Cli.Hosting;

/// <summary>What the evaluators of a study have in common.</summary>
internal static class TrialSettings
{
    /// <summary>Settings as the study says; weights go to the folder of the assignment.</summary>
    /// <param name="session">The study.</param>
    /// <param name="note">Told what a person should know.</param>
    public static EvaluationSettings Of(StudySession session, Action<string> note)
    {
        var specification = session.Manifest.Study.Study;
        var artefacts = new ArtefactFolder(session.Store.Folder);
        return new EvaluationSettings
        {
            Training = specification.Training,
            Latency = specification.Latency,
            Constraints = specification.Constraints,
            Samples = session.Samples,
            Teacher = session.Teacher,
            SaveWeights = (assignment, weights) => artefacts.Write(
                "weights", $"{Relative(session, assignment.Folder)}/weights.safetensors",
                stream => stream.Write(Safetensors.Write(weights, new Dictionary<string, string> { ["architectureId"] = assignment.Trial.ArchitectureId }))),
            Note = note,
        };
    }

    private static string Relative(StudySession session, string folder) =>
        Path.GetRelativePath(session.Store.Folder.Path, folder).Replace(Path.DirectorySeparatorChar, '/');
}
