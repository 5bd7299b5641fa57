using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Hosting;
using NasFuse.Cli.Progress;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Studies;
using NasFuse.Data;
using NasFuse.Data.Loading;
using NasFuse.Onnx.Packages;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Runtime;
using NasFuse.Torch.Training;

namespace NasFuse.Cli.Deployment;

/// <summary>What came of training one architecture.</summary>
/// <param name="Network">The network.</param>
/// <param name="Training">How the training went.</param>
/// <param name="Latency">Latency on the device it was trained on.</param>
internal sealed record TrainedArchitecture(TrainedNetwork Network, TrainingResult Training, LatencyMeasurement Latency);

/// <summary>Trains one architecture with progress on the terminal.</summary>
internal sealed class ArchitectureTraining(TrainingRequest request, Terminal terminal, TimeProvider clock)
{
    private const int LatencyRuns = 40;

    /// <summary>Trains to the end, going on from the checkpoint if there is one.</summary>
    /// <exception cref="UserErrorException">Architecture, data and device do not fit each other, or the training diverged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the checkpoint, if one was asked for, holds all steps done.</exception>
    public async Task<TrainedArchitecture> RunAsync(CancellationToken cancellation)
    {
        var device = TorchRuntime.Resolve(request.Device, new SourcePlace("--device"));
        var dataset = SegmentationDatasets.Open(request.Data);
        RequireClasses(dataset);
        var job = new TrainingJob(request.Architecture, request.Training, new SampleCache(dataset, request.Data.CacheMiB), request.Seed)
        {
            Checkpoint = request.Checkpoint,
            Teacher = TeacherPackage.For(request.Training, dataset, new SourcePlace("--teacher")),
        };
        if (request.Checkpoint is { } checkpoint) Prepare(checkpoint);
        using var gate = new MeasurementGate();
        var progress = new TrainingProgress(terminal, request.Training.Epochs, clock);
        // A thread of its own, because the number of torch's threads is set per thread.
        var work = Task.Factory.StartNew(Train, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await progress.ShowWhileAsync(work).ConfigureAwait(false);

        TrainedArchitecture Train()
        {
            TorchRuntime.UseThreads(request.Threads);
            var result = Run(new Trainer(device, gate, clock, terminal.Say), job, progress, cancellation);
            var graph = request.Architecture.Lower(dataset.Size).Deployed();
            var weights = result.Weights.RestrictTo(graph);
            var latency = new LatencyMeasurer(device, request.Threads, gate, clock).Measure(graph, weights, batch: 1, LatencyRuns);
            return new TrainedArchitecture(Describe(job, weights, result, TorchRuntime.Describe(device, request.Threads), latency), result, latency);
        }
    }

    private static TrainingResult Run(Trainer trainer, TrainingJob job, ITrialProgress progress, CancellationToken cancellation)
    {
        try
        {
            return trainer.Train(job, progress, cancellation);
        }
        catch (TrainingDivergedException diverged)
        {
            throw new UserErrorException(new SourcePlace("--learning-rate"), ErrorCodes.OutOfRange, diverged.Message);
        }
    }

    private void RequireClasses(SegmentationDataset dataset)
    {
        if (request.Architecture.Classes != dataset.Classes.Length)
            throw new UserErrorException(new SourcePlace(request.File), ErrorCodes.Contradiction,
                $"the architecture tells {request.Architecture.Classes} classes apart (width of 'out'), but data set '{dataset.Name}' has {dataset.Classes.Length}");
    }

    private void Prepare(string checkpoint)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(checkpoint))!);
        if (File.Exists(checkpoint)) terminal.Say($"going on from {checkpoint}");
    }

    private TrainedNetwork Describe(TrainingJob job, WeightSet weights, TrainingResult result, string device, LatencyMeasurement latency) => new()
    {
        Title = request.Name,
        Architecture = request.Architecture,
        Weights = weights,
        Data = request.Data,
        Facts = DataDescription.Of(job.Samples),
        Miou = result.Confusion.MeanIntersectionOverUnion,
        PixelAccuracy = result.Confusion.PixelAccuracy,
        ClassResults = [.. job.Samples.Dataset.Classes.Select((c, id) => new ClassResult(c.Name, result.Confusion.IntersectionOverUnion(id)))],
        Provenance =
        [
            new("architecture file", Path.GetFileName(request.File)), new("seed", $"{request.Seed}"), new("epochs", $"{request.Training.Epochs}"),
            new("batch", $"{request.Training.Batch}"),
            new("learning rate", $"{request.Training.LearningRate}"), new("training time", Show.Duration(TimeSpan.FromSeconds(result.Seconds))),
            new("trained on", device),
            new("latency after training", $"{latency.Statistics}; {latency.Backend}"), new("data fingerprint", job.Samples.Dataset.Fingerprint),
            .. TeacherOf(job),
        ],
    };

    private static IEnumerable<KeyValuePair<string, string>> TeacherOf(TrainingJob job)
    {
        if (job.Teacher is { } teacher) yield return new("teacher", $"architecture {ArchitectureId.Of(teacher.Architecture)}, fingerprint {teacher.Fingerprint}");
    }
}
