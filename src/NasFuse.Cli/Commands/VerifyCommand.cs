using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Deployment;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Data;
using NasFuse.Onnx.Packages;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse verify DIR</c>: a package's files are unchanged and its ONNX model computes what its weights do.</summary>
internal sealed class VerifyCommand : Verb
{
    private readonly Argument<string> _folder = new("DIR") { Description = "Folder of a deployment package." };
    private readonly Option<string?> _data = DeploymentOptions.Data("Data to compare on, e.g. camvid:data/camvid. Default: those the package was made with.");
    private readonly Option<int> _images = DeploymentOptions.Images();
    private readonly Option<int> _threads = DeploymentOptions.Threads();
    private readonly Option<double> _limit = DeploymentOptions.Limit();
    private readonly Option<bool> _json = CommonOptions.Json();

    public VerifyCommand(Terminal terminal)
        : base("verify", "Check a deployment package: files unchanged, ONNX Runtime and torch agree on real images. Exit code 4 when not.", terminal)
    {
        Add(_folder);
        Add(_data);
        Add(_images);
        Add(_threads);
        Add(_limit);
        Add(_json);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var folder = arguments.GetRequiredValue(_folder);
        var network = PackagedNetwork.Read(folder);
        var (package, size) = (network.Package, network.Graph.InputShape.Size);
        var dataset = VerificationData.Open(DataOf(package.Manifest, arguments.GetValue(_data)), size, network.Metadata);
        var settings = new ComparisonSettings(arguments.GetValue(_images), arguments.GetValue(_threads), arguments.GetValue(_limit));
        var comparison = NetworkComparison.Run(network.Graph, package.Weights, package.OnnxModel, dataset, network.Metadata, settings, TimeProvider.System);
        Print(folder, package.Manifest, comparison, arguments.GetValue(_json));
        return Task.FromResult(comparison.Parity.Passed ? ExitCodes.Success : ExitCodes.VerificationFailed);
    }

    private static DataSpecification DataOf(DeploymentManifest manifest, string? given)
    {
        if (given is not null) return SegmentationDatasets.Parse(given);
        if (manifest.Data.Root is { } root && !Directory.Exists(root))
            throw new UserErrorException(new SourcePlace(root), ErrorCodes.FileUnreadable,
                $"the package was made with data in this folder, which is not here; say where they are with --data {manifest.Data.Format}:PATH");
        return manifest.Data;
    }

    private void Print(string folder, DeploymentManifest manifest, NetworkComparison comparison, bool asJson)
    {
        if (asJson) Terminal.RawData.Write(JsonText.Of(VerificationJson.Of(folder, manifest, comparison)));
        else PackageDelivery.Print(comparison, Terminal);
        if (comparison.Parity.Passed) Terminal.Say($"All {manifest.Files.Length} files are unchanged, and the ONNX model computes what was trained.");
        else Terminal.Complain("The files are unchanged, but the ONNX model does not compute what was trained.");
        Terminal.Next($"less {Path.Combine(folder, DeploymentPackage.ModelCardFile)}");
    }
}
