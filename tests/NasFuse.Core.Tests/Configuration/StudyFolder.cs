using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Tests.Configuration;

/// <summary>A folder of its own with <c>spaces/lattice/space.json</c> and <c>spaces/quick/study.json</c>; deleted at the end.</summary>
internal sealed class StudyFolder : IDisposable
{
    public const string Space = """
        // A small lattice.
        {
          "$schema": "../schema/space.schema.json",
          "kind": "test-lattice",
          "widths": [16, 32,],
          "fusions": ["add", "concat"],
          "maxInputs": 3,
        }
        """;

    public const string Study = """
        {
          "$schema": "../schema/study.schema.json",
          "space": "lattice",
          "data": { "format": "camvid", "root": "data/camvid", "size": [180, 240] },
          "objectives": [
            { "name": "miou", "direction": "maximize" },
            { "name": "latencyMs" }
          ],
          "constraints": ["parameters < 1_000_000", "latencyMs < 30"],
          "sampler": { "name": "test-breeder", "populationSize": 12 },
          "training": { "epochs": 6, "batch": 8, "optimizer": "adamw", "learningRate": 3e-3, "schedule": "poly", "augmentation": { "scale": [0.5, 2.0] } },
          "budget": { "trials": 24 },
          "workers": [{ "device": "auto" }],
          "seed": 1,
        }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("nasfuse-study-").FullName;

    public StudyFolder(string study = Study, string space = Space)
    {
        Directory.CreateDirectory(Path.Combine(_root, "spaces", "quick"));
        Directory.CreateDirectory(Path.Combine(_root, "spaces", "lattice"));
        File.WriteAllText(StudyPath, study);
        File.WriteAllText(SpacePath, space);
    }

    public string StudyPath => Path.Combine(_root, "spaces", "quick", "study.json");

    public string SpacePath => Path.Combine(_root, "spaces", "lattice", "space.json");

    public LoadedStudy Read(params string[] settings) => Read(new Dictionary<string, string>(), settings);

    public LoadedStudy Read(Dictionary<string, string> environment, params string[] settings) => StudyFile.Read(StudyPath, settings, environment, TestOptions.Catalog);

    public IReadOnlyList<Diagnostic> MistakesOf(params string[] settings) => Assert.Throws<UserErrorException>(() => Read(settings)).Diagnostics;

    /// <summary>The only mistake, which stands in the study file.</summary>
    public static Diagnostic MistakeIn(string study)
    {
        using var folder = new StudyFolder(study);
        return Assert.Single(folder.MistakesOf());
    }

    public string[] Files() => [.. Directory.GetFileSystemEntries(_root, "*", SearchOption.AllDirectories).Order()];

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
