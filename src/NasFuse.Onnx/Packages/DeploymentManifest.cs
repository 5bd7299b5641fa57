using System.Collections.Immutable;
using NasFuse.Core.Studies;

namespace NasFuse.Onnx.Packages;

/// <summary>A file of a package.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of its content.</param>
public sealed record PackageFile(string Name, long Bytes, string Sha256);

/// <summary>What <c>manifest.json</c> says about a package, for programs.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DeploymentManifest
{
    /// <summary>The value of <see cref="Format"/>.</summary>
    public const string FormatName = "nasfuse-deployment";

    /// <summary>The newest <see cref="FormatVersion"/> this code reads and the one it writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Marks the folder as a package: <see cref="FormatName"/>.</summary>
    public required string Format { get; init; }

    /// <summary>Version of this layout.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>Version of NasFuse that wrote it.</summary>
    public required string NasfuseVersion { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Canonical id of the architecture.</summary>
    public required string ArchitectureId { get; init; }

    /// <summary>Height and width of the image.</summary>
    public required ImmutableArray<int> InputSize { get; init; }

    /// <summary>Images per run, or null for any number.</summary>
    public required int? Batch { get; init; }

    /// <summary>ONNX operator set of the model.</summary>
    public required int OperatorSet { get; init; }

    /// <summary>Class names in the order of the logits' channels.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>Colours of the classes in the same order, <c>#rrggbb</c>; empty in packages from before they were kept.</summary>
    public ImmutableArray<string> ClassColours { get; init; } = [];

    /// <summary>Mean per channel, of values in 0..1.</summary>
    public required ImmutableArray<float> Mean { get; init; }

    /// <summary>Standard deviation per channel, of values in 0..1.</summary>
    public required ImmutableArray<float> StandardDeviation { get; init; }

    /// <summary>Order of the image's channels.</summary>
    public required string ColourOrder { get; init; }

    /// <summary>Trainable values.</summary>
    public required long Parameters { get; init; }

    /// <summary>Multiply-accumulates for one image.</summary>
    public required long Macs { get; init; }

    /// <summary>Mean intersection over union on the validation split, 0..1.</summary>
    public required double Miou { get; init; }

    /// <summary>Result per class.</summary>
    public required ImmutableArray<ClassResult> ClassResults { get; init; }

    /// <summary>The data it was trained and verified on.</summary>
    public required DataSpecification Data { get; init; }

    /// <summary>Comparison with the trained network, or null when it was not made.</summary>
    public required VerificationResult? Verification { get; init; }

    /// <summary>All measured latencies.</summary>
    public required ImmutableArray<LatencyResult> Latencies { get; init; }

    /// <summary>The machine that trained and measured.</summary>
    public required string Hardware { get; init; }

    /// <summary>Where it comes from: study, trial, seed …</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Provenance { get; init; }

    /// <summary>Every other file of the package with its checksum.</summary>
    public required ImmutableArray<PackageFile> Files { get; init; }
}
