using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Deployment;
using NasFuse.Core.Graphs;
using NasFuse.Onnx.Writing;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse export study --pick knee -o DIR</c>: one trial's network as a verified deployment package.</summary>
internal sealed class ExportCommand : Verb
{
    private readonly Argument<string> _study = CommonOptions.Study();
    private readonly Option<string> _pick = new("--pick")
    {
        Description = "Which trial: the best compromise of the front, the best of one objective, or a number.",
        DefaultValueFactory = _ => TrialPick.Knee, HelpName = "knee|best:OBJECTIVE|trial:N",
    };
    private readonly Option<string?> _output = DeploymentOptions.Output(
        "Folder of the package. Default: export/trial-N in the study's folder. A package that stands there is replaced.");
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<ExportBatch> _batch = DeploymentOptions.Batch();
    private readonly Option<Size?> _size = CommonOptions.ImageSize("Image size of the exported network. Default: that of the study's data.");
    private readonly Option<string> _opset = new("--opset")
    {
        Description = "Operator set of the ONNX model; one is written.", DefaultValueFactory = _ => $"{OnnxWriter.OperatorSet}", HelpName = "N",
    };
    private readonly Option<int> _images = DeploymentOptions.Images();
    private readonly Option<int> _threads = DeploymentOptions.Threads();
    private readonly Option<double> _limit = DeploymentOptions.Limit();

    public ExportCommand(Terminal terminal)
        : base(
            "export",
            "Export a trial's network as ONNX with weights, manifest and model card, verified in ONNX Runtime on real images. Exit code 4 when it differs.",
            terminal)
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
        var settings = new ComparisonSettings(arguments.GetValue(_images), arguments.GetValue(_threads), arguments.GetValue(_limit));
        var request = new ExportRequest(
            arguments.GetRequiredValue(_pick), arguments.GetValue(_output), arguments.GetValue(_size), arguments.GetValue(_batch).Images, settings);
        var (exitCode, folder) = StudyExport.Run(study, request, Terminal);
        if (folder is not null) Terminal.Next(CommandText.Of("verify", folder), study.Suggest("front"));
        else Terminal.Next(exitCode == ExitCodes.VerificationFailed ? CommandText.Of("doctor") : study.Suggest("query"));
        return Task.FromResult(exitCode);
    }
}
