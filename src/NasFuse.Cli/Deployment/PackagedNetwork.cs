using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Onnx;
using NasFuse.Onnx.Packages;
using NasFuse.Onnx.Running;

namespace NasFuse.Cli.Deployment;

/// <summary>A deployment package read back and found consistent.</summary>
/// <param name="Package">Its files.</param>
/// <param name="Graph">The deployed graph, built anew from the architecture's text.</param>
/// <param name="Metadata">What the manifest says about running it.</param>
internal sealed record PackagedNetwork(DeploymentPackage Package, Graph Graph, NetworkMetadata Metadata)
{
    /// <summary>Reads a package; checks its files against their checksums and against each other.</summary>
    /// <exception cref="UserErrorException">It is no package, or something does not belong together; everything found is named.</exception>
    public static PackagedNetwork Read(string folder)
    {
        var package = DeploymentPackage.Read(folder);
        var manifest = package.Manifest;
        var architecture = ArchitectureText.Parse(package.ArchitectureText, Path.Combine(folder, DeploymentPackage.ArchitectureFile));
        var graph = architecture.Lower(new Size(manifest.InputSize[0], manifest.InputSize[1])).Deployed();
        var network = new PackagedNetwork(
            package, graph, new NetworkMetadata(manifest.ArchitectureId, manifest.Classes, manifest.Mean, manifest.StandardDeviation));
        var errors = new DiagnosticBag();
        foreach (var (file, contradiction) in network.Contradictions(architecture))
            errors.Add(new SourcePlace(Path.Combine(folder, file)), ErrorCodes.CorruptFile, contradiction);
        errors.ThrowIfAny();
        return network;
    }

    private IEnumerable<(string File, string Contradiction)> Contradictions(Architecture architecture)
    {
        var manifest = Package.Manifest;
        if (ArchitectureId.Of(architecture) is var id && id != manifest.ArchitectureId)
            yield return (DeploymentPackage.ArchitectureFile, $"this is architecture {id}, but the manifest says {manifest.ArchitectureId}");
        if (architecture.Classes != manifest.Classes.Length)
            yield return (DeploymentPackage.ManifestFile, $"it names {manifest.Classes.Length} classes, but the architecture has {architecture.Classes}");
        foreach (var mismatch in Package.Weights.MismatchesWith(Graph)) yield return (DeploymentPackage.WeightsFile, mismatch);
        using var model = OnnxNetwork.Load(Package.OnnxModel, threads: 1);
        if (model.InputShape != Graph.InputShape || model.OutputShape != Graph.OutputShape)
            yield return (
                DeploymentPackage.ModelFile, $"it turns {model.InputShape} into {model.OutputShape}, but the architecture turns {Graph.InputShape} into {Graph.OutputShape}");
        if (model.Properties.GetValueOrDefault("nasfuse.architectureId") is var inside && inside != manifest.ArchitectureId)
            yield return (DeploymentPackage.ModelFile, $"it was made from architecture {inside ?? "unknown"}, but the manifest says {manifest.ArchitectureId}");
    }
}
