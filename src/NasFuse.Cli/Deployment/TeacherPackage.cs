using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Data;
using NasFuse.Data.Statistics;
using NasFuse.Onnx.Packages;
using NasFuse.Torch.Training.Distillation;

namespace NasFuse.Cli.Deployment;

/// <summary>Takes a teacher out of a deployment package.</summary>
internal static class TeacherPackage
{
    /// <summary>Reads the teacher that a training asks for, or null when it asks for none.</summary>
    /// <param name="training">How is trained.</param>
    /// <param name="dataset">The data, which the teacher must know.</param>
    /// <param name="place">Where the teacher was named.</param>
    /// <exception cref="UserErrorException">The folder is no sound package, or its network tells other classes apart than the data.</exception>
    public static Teacher? For(TrainingSpecification training, SegmentationDataset dataset, SourcePlace place)
    {
        if (training.Distillation is not { Teacher: var folder }) return null;
        RequirePackage(folder, place);
        var package = PackagedNetwork.Read(folder).Package;
        RequireClasses(package.Manifest, dataset, place);
        var normalization = new Normalization(Doubles(package.Manifest.Mean), Doubles(package.Manifest.StandardDeviation));
        return new Teacher(ArchitectureText.Parse(package.ArchitectureText), package.Weights, normalization);
    }

    private static void RequirePackage(string folder, SourcePlace place)
    {
        if (File.Exists(Path.Combine(folder, DeploymentPackage.ManifestFile))) return;
        var problem = Directory.Exists(folder) ? $"there is no {DeploymentPackage.ManifestFile} in the folder '{folder}'" : $"there is no folder '{folder}'";
        throw new UserErrorException(place, ErrorCodes.FileUnreadable,
            $"the teacher cannot be read: {problem}. Name a folder that 'nasfuse export' or 'nasfuse train -o' wrote.");
    }

    private static void RequireClasses(DeploymentManifest teacher, SegmentationDataset dataset, SourcePlace place)
    {
        string[] classes = [.. dataset.Classes.Select(c => c.Name)];
        if (teacher.Classes.SequenceEqual(classes)) return;
        throw new UserErrorException(place, ErrorCodes.Contradiction,
            $"the teacher tells apart {Listed(teacher.Classes)}, but the data set '{dataset.Name}' has {Listed(classes)}; take one that was trained on it");
    }

    private static ImmutableArray<double> Doubles(IEnumerable<float> values) => [.. values.Select(value => (double)value)];

    private static string Listed(IReadOnlyList<string> classes) => $"{classes.Count} classes ({string.Join(", ", classes)})";
}
