using System.Collections.Immutable;
using System.Globalization;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Data.Statistics;
using NasFuse.Onnx.Packages;
using NasFuse.Torch.Training.Distillation;

namespace NasFuse.Cli.Workers;

/// <summary>A network that teaches as one file on its way to workers: its weights as safetensors, the rest as text beside them.</summary>
internal static class TeacherFile
{
    private const string Name = "teacher.safetensors", ArchitectureKey = "architecture", MeanKey = "mean", DeviationKey = "std", StudyKey = "study";

    /// <summary>The bytes of the file.</summary>
    /// <param name="teacher">The network.</param>
    /// <param name="study">Key of the study: files of two studies are never one, so that each can be taken away.</param>
    public static byte[] Write(Teacher teacher, string study) => Safetensors.Write(teacher.Weights, new Dictionary<string, string>
    {
        [ArchitectureKey] = ArchitectureText.Format(teacher.Architecture), [MeanKey] = Text(teacher.Normalization.Mean),
        [DeviationKey] = Text(teacher.Normalization.Std), [StudyKey] = study,
    });

    /// <summary>Reads it back.</summary>
    /// <exception cref="UserErrorException">It is damaged, or its parts do not belong together.</exception>
    public static Teacher Read(byte[] file)
    {
        var (weights, metadata) = Safetensors.Read(file, Name);
        string Part(string key) => metadata.GetValueOrDefault(key) ?? throw Damaged($"it has no '{key}'");
        var architecture = ArchitectureText.Parse(Part(ArchitectureKey));
        var graph = architecture.Lower(new Core.Graphs.Size(64, 64)).Deployed();
        return weights.MismatchesWith(graph) is [var mismatch, ..]
            ? throw Damaged(mismatch)
            : new Teacher(architecture, weights, new Normalization(Numbers(Part(MeanKey)), Numbers(Part(DeviationKey))));
    }

    private static string Text(IEnumerable<double> values) => string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    private static ImmutableArray<double> Numbers(string text)
    {
        double[] numbers = [.. text.Split(' ').Select(part =>
            double.TryParse(part, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Damaged($"'{part}' is no number"))];
        return numbers.Length == 3 ? [.. numbers] : throw Damaged($"three numbers are needed, not {numbers.Length}");
    }

    private static UserErrorException Damaged(string why) => new(new SourcePlace(Name), ErrorCodes.CorruptFile, $"the teacher's file is damaged: {why}");
}
