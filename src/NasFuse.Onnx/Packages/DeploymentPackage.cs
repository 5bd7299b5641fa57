using System.Collections.Immutable;
using System.Text;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs.Weights;

namespace NasFuse.Onnx.Packages;

/// <summary>A folder with a network ready to use: the model, its origin, its weights, and what was measured.</summary>
/// <remarks>
/// Files: <c>model.onnx</c>, <c>architecture.txt</c>, <c>architecture.svg</c>, <c>weights.safetensors</c>, <c>model-card.md</c>, and <c>manifest.json</c>
/// with the checksums of the others.
/// Immutable and thread-safe.
/// </remarks>
public sealed class DeploymentPackage
{
    /// <summary>The network.</summary>
    public const string ModelFile = "model.onnx";

    /// <summary>The architecture's text form.</summary>
    public const string ArchitectureFile = "architecture.txt";

    /// <summary>Trained weights, batch normalisations not folded.</summary>
    public const string WeightsFile = "weights.safetensors";

    /// <summary>The drawing of the architecture, which the model card shows. Packages of NasFuse 0.1 before it had a drawing lack it.</summary>
    public const string DrawingFile = "architecture.svg";

    /// <summary>For people.</summary>
    public const string ModelCardFile = "model-card.md";

    /// <summary>For programs.</summary>
    public const string ManifestFile = "manifest.json";

    private const int ShownDigits = 12;

    private static readonly ImmutableArray<string> _checkedFiles = [ModelFile, ArchitectureFile, WeightsFile, ModelCardFile];

    /// <summary>What the package says about itself.</summary>
    public DeploymentManifest Manifest { get; }

    /// <summary>The bytes of <see cref="ModelFile"/>.</summary>
    public byte[] OnnxModel { get; }

    /// <summary>The architecture's text form.</summary>
    public string ArchitectureText { get; }

    /// <summary>Trained weights, batch normalisations not folded.</summary>
    public WeightSet Weights { get; }

    private DeploymentPackage(DeploymentManifest manifest, byte[] onnxModel, string architectureText, WeightSet weights) =>
        (Manifest, OnnxModel, ArchitectureText, Weights) = (manifest, onnxModel, architectureText, weights);

    /// <summary>Writes a package: the folder is there complete or not at all. A package that stands there is replaced.</summary>
    /// <param name="folder">Where to; missing parents are made.</param>
    /// <param name="contents">What to write.</param>
    /// <param name="disposable">Names of further files that may stand in the folder and go with what is replaced, e.g. a finished training's checkpoint.</param>
    /// <exception cref="UserErrorException">The folder holds something else than a package, or cannot be written.</exception>
    /// <exception cref="ArgumentException">The network failed its verification.</exception>
    public static void Write(string folder, DeploymentContents contents, params IReadOnlyCollection<string> disposable)
    {
        if (contents.Parity is { Passed: false }) throw new ArgumentException("A network that failed its verification is not packaged.", nameof(contents));
        var metadata = new Dictionary<string, string> { ["architectureId"] = contents.Metadata.ArchitectureId, ["producer"] = $"nasfuse {NasFuseVersion.Text}" };
        List<KeyValuePair<string, byte[]>> files =
        [
            new(ModelFile, contents.OnnxModel),
            new(ArchitectureFile, Encoding.UTF8.GetBytes(contents.ArchitectureText)),
            new(DrawingFile, Encoding.UTF8.GetBytes(contents.Drawing)),
            new(WeightsFile, Safetensors.Write(contents.Weights, metadata)),
            new(ModelCardFile, Encoding.UTF8.GetBytes(ModelCard.Write(contents))),
        ];
        files.Add(new(ManifestFile, ManifestJson.Write(ManifestJson.Create(contents, files))));
        PackageFolder.Replace(folder, files, disposable);
    }

    /// <summary>Checks beforehand that <see cref="Write"/> will not refuse a folder, so that nobody waits for nothing. Changes nothing.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="disposable">As for <see cref="Write"/>.</param>
    /// <exception cref="UserErrorException">The folder holds something else than a package.</exception>
    public static void RequireWritable(string folder, params IReadOnlyCollection<string> disposable) => PackageFolder.RequireReplaceable(folder, disposable);

    /// <summary>Reads a package and checks every file against its checksum.</summary>
    /// <param name="folder">The package's folder.</param>
    /// <exception cref="UserErrorException">It is no package, or files are missing or changed: all of them are named.</exception>
    public static DeploymentPackage Read(string folder)
    {
        var manifestPath = Path.Combine(folder, ManifestFile);
        if (!File.Exists(manifestPath))
            throw new UserErrorException(new SourcePlace(folder), ErrorCodes.FileUnreadable, $"{(Directory.Exists(folder) ? $"there is no {ManifestFile} in this folder" : "there is no such folder")}, so this is not a deployment package");
        var errors = new DiagnosticBag();
        var manifest = ManifestJson.Read(ReadFile(manifestPath, errors) ?? [], manifestPath);
        var drawing = manifest.Files.Any(file => file?.Name == DrawingFile) ? (string[])[DrawingFile] : [];
        var files = _checkedFiles.Concat(drawing).ToDictionary(name => name, name => ReadChecked(folder, name, manifest, errors));
        errors.ThrowIfAny();
        var weights = Safetensors.Read(files[WeightsFile]!, Path.Combine(folder, WeightsFile)).Weights;
        return new DeploymentPackage(manifest, files[ModelFile]!, Encoding.UTF8.GetString(files[ArchitectureFile]!), weights);
    }

    private static byte[]? ReadChecked(string folder, string name, DeploymentManifest manifest, DiagnosticBag errors)
    {
        var path = Path.Combine(folder, name);
        if (manifest.Files.FirstOrDefault(f => f?.Name == name) is not { } expected)
        {
            errors.Add(new SourcePlace(Path.Combine(folder, ManifestFile)), ErrorCodes.CorruptFile, $"there is no checksum of {name}");
            return null;
        }
        if (!File.Exists(path))
        {
            errors.Add(new SourcePlace(path), ErrorCodes.CorruptFile, "the file is missing from the package");
            return null;
        }
        if (ReadFile(path, errors) is not { } content) return null;
        var actual = ManifestJson.Checksum(content);
        if (actual != expected.Sha256)
            errors.Add(new SourcePlace(path), ErrorCodes.CorruptFile, $"the file was changed after export: its SHA-256 begins with {Begin(actual)}, the manifest says {Begin(expected.Sha256)}");
        return content;
    }

    private static string Begin(string checksum) => checksum.Length > ShownDigits ? checksum[..ShownDigits] : checksum;

    private static byte[]? ReadFile(string path, DiagnosticBag errors)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            errors.Add(new SourcePlace(path), ErrorCodes.FileUnreadable, $"the file cannot be read: {failure.Message}");
            return null;
        }
    }
}
