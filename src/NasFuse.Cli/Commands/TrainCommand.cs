using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Deployment;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Data;
using NasFuse.Onnx.Packages;
using NasFuse.Torch.Trials;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse train architecture.txt --data camvid:data/camvid -o DIR</c>: trains one architecture, without a study.</summary>
internal sealed class TrainCommand : Verb
{
    private static readonly TrainingSpecification s_usual = new();

    private readonly Argument<string> _file = new("architecture-file") { Description = "An architecture, text or JSON." };
    private readonly Option<string?> _data = DeploymentOptions.Data("The data set, e.g. camvid:data/camvid, folder:data/mine or synthetic.");
    private readonly Option<Size?> _size = CommonOptions.ImageSize(
        "Size that images are brought to. Default: the one the architecture file names, else 180x240.");
    private readonly Option<int> _epochs = NumberOptions.Create("--epochs", "Passes over the training images", 1, 100_000, s_usual.Epochs);
    private readonly Option<int> _batch = NumberOptions.Create("--batch", "Images per step", 2, 4096, s_usual.Batch);
    private readonly Option<double> _learningRate = NumberOptions.Create("--learning-rate", "Largest learning rate", 1e-8, 100, s_usual.LearningRate);
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1, HelpName = "N" };
    private readonly Option<string> _device = DeploymentOptions.Device();
    private readonly Option<int> _threads = DeploymentOptions.Threads();
    private readonly Option<string?> _teacher = new("--teacher") { Description = "A deployment package whose network teaches this one.", HelpName = "DIR" };
    private readonly Option<string?> _output = DeploymentOptions.Output(
        "Write a verified deployment package here; until then the training's checkpoint, from which the same command goes on.");

    public TrainCommand(Terminal terminal)
        : base("train", "Train one architecture and say how good and how fast it is; with -o also export it.", terminal)
    {
        _data.Required = true;
        Add(_file);
        Add(_data);
        Add(_size);
        Add(_epochs);
        Add(_batch);
        Add(_learningRate);
        Add(_seed);
        Add(_device);
        Add(_threads);
        Add(_teacher);
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var folder = arguments.GetValue(_output);
        if (folder is not null) DeploymentPackage.RequireWritable(folder, TorchTrialEvaluator.CheckpointFile);
        var request = Read(arguments, folder);
        try
        {
            var trained = await new ArchitectureTraining(request, Terminal, TimeProvider.System).RunAsync(cancellation).ConfigureAwait(false);
            Print(trained);
            if (folder is not null) return Package(trained.Network, request, folder);
            Terminal.Next($"{CommandText.Of(arguments)} -o DIR");
            return ExitCodes.Success;
        }
        catch (OperationCanceledException)
        {
            Terminal.Say(folder is null ? "Interrupted. Without -o DIR nothing is saved." : "Interrupted; everything is saved. To go on:");
            if (folder is not null) Terminal.Say($"  {CommandText.Of(arguments)}");
            throw;
        }
    }

    private TrainingRequest Read(ParseResult arguments, string? folder)
    {
        var file = arguments.GetRequiredValue(_file);
        var loaded = ArchitectureFile.Read(file);
        var data = SegmentationDatasets.Parse(arguments.GetRequiredValue(_data)!);
        var size = arguments.GetValue(_size) ?? loaded.Size ?? data.ImageSize();
        var training = s_usual with
        {
            Epochs = arguments.GetValue(_epochs), Batch = arguments.GetValue(_batch), LearningRate = arguments.GetValue(_learningRate),
        };
        if (arguments.GetValue(_teacher) is { } teacher) training = training with { Distillation = new DistillationSpecification { Teacher = teacher } };
        return new TrainingRequest(
            file, loaded.Architecture, data with { Size = [size.Height, size.Width] }, training, arguments.GetValue(_seed),
            arguments.GetRequiredValue(_device), arguments.GetValue(_threads),
            folder is null ? null : Path.Combine(folder, TorchTrialEvaluator.CheckpointFile));
    }

    private void Print(TrainedArchitecture trained)
    {
        var (network, training, latency) = (trained.Network, trained.Training, trained.Latency);
        Terminal.Data.Write(ClassTable.Create(network.ClassResults, network.Miou));
        var (count, time) = (training.History.Length, Show.Duration(TimeSpan.FromSeconds(training.Seconds)));
        Terminal.RawData.WriteLine(
            FormattableString.Invariant($"mIoU {network.Miou:F4}, pixel accuracy {network.PixelAccuracy:F4}, latency {latency.Statistics.MedianMs:F2} ms ")
            + FormattableString.Invariant($"(p95 {latency.Statistics.P95Ms:F2} ms; {latency.Backend})"));
        Terminal.RawData.WriteLine(FormattableString.Invariant(
            $"{count} epoch{(count == 1 ? "" : "s")} in {time}, {training.History.Average(epoch => epoch.ImagesPerSecond):F1} images/s"));
        Terminal.RawData.Flush();
    }

    private int Package(TrainedNetwork network, TrainingRequest request, string folder)
    {
        var settings = ComparisonSettings.Default with { Threads = request.Threads };
        var draft = DeploymentDraft.Create(network, request.Data.ImageSize(), batch: 1, settings, TimeProvider.System);
        if (!PackageDelivery.Deliver(draft, folder, Terminal, TorchTrialEvaluator.CheckpointFile))
        {
            Terminal.Say($"The training is kept in {request.Checkpoint}.");
            Terminal.Next(CommandText.Of("doctor"));
            return ExitCodes.VerificationFailed;
        }
        Terminal.Next(CommandText.Of("verify", folder));
        return ExitCodes.Success;
    }
}
