namespace NasFuse.Cli.Tests.Processes;

/// <summary>Valid files of every kind, small enough to be read.</summary>
public static class SampleFiles
{
    public const string Space = """
        {
          "kind": "fusion-lattice",
          "encoders": [{ "name": "tiny", "nodes": ["e2: 1/2 x8 = conv(k=3,s=2) <- image", "e4: 1/4 x16 = conv(k=3,s=2) <- e2", "e8: 1/8 x16 = conv(k=3,s=2) <- e4"], "taps": ["e4", "e8"] }],
          "strides": [{ "stride": 4, "widths": [16] }, { "stride": 8, "widths": [16, 24] }],
          "layers": 2,
          "maxInputs": 2,
          "operators": ["conv(k=3)", "dwsep(k=3)"],
          "fusions": ["add", "concat"],
        }
        """;

    public const string Study = """
        {
          // Small enough for a test.
          "space": "lattice",
          "data": { "format": "synthetic", "size": [180, 240] },
          "objectives": [{ "name": "miou" }, { "name": "latencyMs" }],
          "constraints": ["latencyMs < 30"],
          "sampler": { "name": "nsga2", "populationSize": 8 },
          "training": { "epochs": 2 },
          "budget": { "trials": 8 },
          "seed": 7,
        }
        """;

    /// <summary>Writes <c>spaces/quick/study.json</c> and the space it names.</summary>
    public static string WriteStudy(WorkFolder folder)
    {
        WriteSpace(folder);
        return folder.Write("spaces/quick/study.json", Study);
    }

    public static string WriteSpace(WorkFolder folder) => folder.Write("spaces/lattice/space.json", Space);
}
