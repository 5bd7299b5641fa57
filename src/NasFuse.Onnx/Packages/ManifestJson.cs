using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using NasFuse.Core.Diagnostics;
using NasFuse.Onnx.Writing;

namespace NasFuse.Onnx.Packages;

/// <summary>Makes, writes and reads manifests.</summary>
internal static class ManifestJson
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        // Quotes and HTML marks need no escaping in a file.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static DeploymentManifest Create(DeploymentContents contents, IEnumerable<KeyValuePair<string, byte[]>> files) => new()
    {
        Format = DeploymentManifest.FormatName,
        FormatVersion = DeploymentManifest.CurrentVersion,
        NasfuseVersion = NasFuseVersion.Text,
        Created = contents.Created,
        ArchitectureId = contents.Metadata.ArchitectureId,
        InputSize = [contents.InputSize.Height, contents.InputSize.Width],
        Batch = contents.Batch,
        OperatorSet = OnnxWriter.OperatorSet,
        Classes = contents.Metadata.ClassNames,
        ClassColours = contents.ClassColours,
        Mean = contents.Metadata.Mean,
        StandardDeviation = contents.Metadata.StandardDeviation,
        ColourOrder = NetworkMetadata.ColourOrder,
        Parameters = contents.Cost.Parameters,
        Macs = contents.Cost.Macs,
        Miou = contents.Miou,
        ClassResults = contents.ClassResults,
        Data = contents.Data,
        Verification = contents.Parity is null ? null : VerificationResult.From(contents.Parity),
        Latencies = contents.Latencies,
        Hardware = contents.Hardware,
        Provenance = contents.Provenance,
        Files = [.. files.Select(file => new PackageFile(file.Key, file.Value.Length, Checksum(file.Value)))],
    };

    public static byte[] Write(DeploymentManifest manifest) => [.. JsonSerializer.SerializeToUtf8Bytes(manifest, _options), (byte)'\n'];

    /// <exception cref="UserErrorException">It is not the manifest of a package this version reads.</exception>
    public static DeploymentManifest Read(byte[] json, string file)
    {
        DeploymentManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<DeploymentManifest>(json, _options);
        }
        catch (JsonException mistake)
        {
            var place = new SourcePlace(file, (int)(mistake.LineNumber ?? -1) + 1, (int)(mistake.BytePositionInLine ?? -1) + 1);
            throw new UserErrorException(place, ErrorCodes.CorruptFile, $"this is not the manifest of a deployment package: {mistake.Message}");
        }
        if (manifest?.Format != DeploymentManifest.FormatName)
            throw new UserErrorException(new SourcePlace(file), ErrorCodes.CorruptFile, $"this is not the manifest of a deployment package: 'format' is not '{DeploymentManifest.FormatName}'");
        if (manifest.FormatVersion != DeploymentManifest.CurrentVersion)
            throw new UserErrorException(new SourcePlace(file), ErrorCodes.CorruptFile, $"the package has format version {manifest.FormatVersion}, but this NasFuse reads version {DeploymentManifest.CurrentVersion}");
        return manifest;
    }

    public static string Checksum(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
