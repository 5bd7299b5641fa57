using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Onnx.Packages;

namespace NasFuse.Cli.Deployment;

/// <summary>What to export, and how to verify it.</summary>
/// <param name="Pick">Which trial, see <see cref="TrialPick"/>.</param>
/// <param name="Folder">Folder of the package, or null for <c>export/trial-N</c> in the study's folder.</param>
/// <param name="Size">Image size, or null for that of the study's data.</param>
/// <param name="Batch">Images per run, or null for any number.</param>
/// <param name="Settings">How it is verified.</param>
internal sealed record ExportRequest(string Pick, string? Folder, Size? Size, int? Batch, ComparisonSettings Settings);

/// <summary>Exports a trial of a stored study as a verified package; what <c>export</c> and <c>demo</c> do.</summary>
internal static class StudyExport
{
    /// <summary>Exports, and returns an exit code and the package's folder (null when nothing was written).</summary>
    public static (int ExitCode, string? Folder) Run(StoredStudy study, ExportRequest request, Terminal terminal)
    {
        if (TrialPick.Choose(request.Pick, study) is not { } trial)
        {
            terminal.Say($"Study '{study.Name}' has no complete trial yet; nothing was exported.");
            return (ExitCodes.NothingFeasible, null);
        }
        var folder = request.Folder ?? Path.Combine(study.Reader.Folder.Path, "export", $"trial-{trial.Number}");
        DeploymentPackage.RequireWritable(folder);
        terminal.Say($"exporting {StudyLines.Ended(trial, study.Manifest.Objectives)}");
        var network = StudyNetwork.Load(study, trial);
        var draft = DeploymentDraft.Create(network, request.Size ?? network.Data.ImageSize(), request.Batch, request.Settings, TimeProvider.System);
        return PackageDelivery.Deliver(draft, folder, terminal) ? (ExitCodes.Success, folder) : (ExitCodes.VerificationFailed, null);
    }
}
