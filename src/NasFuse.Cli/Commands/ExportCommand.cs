using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Deployment;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Onnx.Packages;
using NasFuse.Onnx.Writing;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse export study --pick knee -o DIR</c>: one trial's network as a verified deployment package.</summary>
internal sealed class ExportCommand : Verb
{
    private readonly Argument<string> _study = CommonOptions.Study();
    private readonly Option<string> _pick = new("--pick") { Description = "Which trial: the best compromise of the front, the best of one objective, or a number.", DefaultValueFactory = _ => TrialPick.Knee, HelpName = "knee|best:OBJECTIVE|trial:N" };
    private readonly Option<string?> _output = DeploymentOptions.Output("Folder of the package. Default: export/trial-N in the study's folder. A package that stands there is replaced.");
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<ExportBatch> _batch = DeploymentOptions.Batch();
    private readonly Option<Size?> _size = CommonOptions.ImageSize("Image size of the exported network. Default: that of the study's data.");
    private readonly Option<string> _opset = new("--opset") { Description = "Operator set of the ONNX model; one is written.", DefaultValueFactory = _ => $"{OnnxWriter.OperatorSet}", HelpName = "N" };
    private readonly Option<int> _images = DeploymentOptions.Images();
    private readonly Option<int> _threads = DeploymentOptions.Threads();
    private readonly Option<double> _limit = DeploymentOptions.Limit();

    public ExportCommand(Terminal terminal)
        : base("export", "Export a trial's network as ONNX with weights, manifest and model card, verified in ONNX Runtime on real images. Exit code 4 when it differs.", terminal)
    {
        Add(_study);
        Add(_pick);
        Add(_output);
        Add(_size);
        Add(_batch);
        Add(_opset.AcceptOnlyFromAmong($"{OnnxWriter.OperatorSet}"));
        Add(_images);
        Add(_threads);
        Add(_limit);
        Add(_results);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        using var study = StoredStudy.Open(arguments.GetRequiredValue(_results), arguments.GetRequiredValue(_study));
        var trial = TrialPick.Choose(arguments.GetRequiredValue(_pick), study);
        if (trial is null)
        {
            Terminal.Say($"Study '{study.Name}' has no complete trial yet; nothing was exported.");
            Terminal.Next(CommandText.Of("query", study.Name));
            return Task.FromResult(ExitCodes.NothingFeasible);
        }
        var folder = arguments.GetValue(_output) ?? Path.Combine(study.Reader.Folder.Path, "export", $"trial-{trial.Number}");
        DeploymentPackage.RequireWritable(folder);
        Terminal.Say($"exporting {StudyLines.Ended(trial, study.Manifest.Objectives)}");
        var network = StudyNetwork.Load(study, trial);
        var settings = new ComparisonSettings(arguments.GetValue(_images), arguments.GetValue(_threads), arguments.GetValue(_limit));
        var draft = DeploymentDraft.Create(network, arguments.GetValue(_size) ?? network.Data.ImageSize(), arguments.GetValue(_batch).Images, settings, TimeProvider.System);
        if (!PackageDelivery.Deliver(draft, folder, Terminal))
        {
            Terminal.Next(CommandText.Of("doctor"));
            return Task.FromResult(ExitCodes.VerificationFailed);
        }
        Terminal.Next(CommandText.Of("verify", folder), CommandText.Of("front", study.Name));
        return Task.FromResult(ExitCodes.Success);
    }
}
