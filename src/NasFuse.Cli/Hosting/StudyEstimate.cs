using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Studies;
using NasFuse.Data;
using NasFuse.Data.Loading;
using NasFuse.Storage;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Training.Distillation;
using NasFuse.Torch.Trials;

namespace NasFuse.Cli.Hosting;

/// <summary>What a study will need, from a few training steps of sampled architectures on its own devices, all workers at once.</summary>
/// <param name="Trial">Mean time of a trial that meets the static constraints.</param>
/// <param name="Study">Time of the study: of all its trials, or its hours where they are fewer.</param>
/// <param name="DiskBytes">Weights of all trials, checkpoints under way, database and log.</param>
internal sealed record StudyEstimate(TimeSpan Trial, TimeSpan Study, long DiskBytes)
{
    private const int PerWorker = 2;

    /// <summary>Database and log of a trial; measured on studies of 8 to 15 epochs.</summary>
    private const long RecordBytes = 25_000;

    /// <summary>Values that a checkpoint keeps for every weight: itself, two moments, a running average.</summary>
    private const int CheckpointCopies = 4;

    /// <summary>Trains some of the sampled architectures for a few steps.</summary>
    /// <param name="loaded">The study.</param>
    /// <param name="dataset">Its data.</param>
    /// <param name="teacher">What teaches its candidates, or null.</param>
    /// <param name="sampled">Architectures that meet the static constraints, with parameters and MACs, at least one.</param>
    /// <param name="feasibleShare">Share of proposals that meet them, 0..1.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<StudyEstimate> MeasureAsync(
        LoadedStudy loaded, SegmentationDataset dataset, Teacher? teacher, IReadOnlyList<(Architecture Architecture, long Parameters, long Macs)> sampled,
        double feasibleShare, CancellationToken cancellation)
    {
        var study = loaded.Study;
        var seats = WorkerSeat.Of(study);
        var probed = await ProbeAsync(study, seats, teacher, Spread(sampled, PerWorker * seats.Count), cancellation).ConfigureAwait(false);
        var stepsPerEpoch = Math.Max(1, dataset.Count(Split.Train) / study.Training.Batch);
        var validationShare = (double)Math.Min(dataset.Count(Split.Val), 2 * study.Training.Batch) / dataset.Count(Split.Val);
        var trial = TimeSpan.FromSeconds(probed.Average(one => one.SecondsOf(study.Training, stepsPerEpoch, validationShare)));
        var weightBytes = (long)sampled.Average(one => 4.0 * one.Parameters);
        var trained = (study.Budget.Trials ?? (int)(study.Budget.Hours!.Value * 3600 * seats.Count / trial.TotalSeconds)) * feasibleShare;
        return new StudyEstimate(
            trial, Limited(trained * trial / seats.Count, study.Budget.Hours),
            (long)(trained * (weightBytes + RecordBytes)) + seats.Count * CheckpointCopies * weightBytes);
    }

    private static TimeSpan Limited(TimeSpan time, double? hours) => hours is { } bound && TimeSpan.FromHours(bound) < time ? TimeSpan.FromHours(bound) : time;

    /// <summary>From the cheapest to the dearest in equal steps, so that a few stand for all.</summary>
    private static Architecture[] Spread(IReadOnlyList<(Architecture Architecture, long Parameters, long Macs)> sampled, int count)
    {
        var byCost = sampled.OrderBy(one => one.Macs).ToArray();
        return [.. Enumerable.Range(0, count).Select(i => byCost[(int)((i + 0.5) / count * byCost.Length)].Architecture)];
    }

    private static async Task<IReadOnlyList<ProbedTrial>> ProbeAsync(
        StudySpecification study, IReadOnlyList<WorkerSeat> seats, Teacher? teacher, Architecture[] architectures, CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("nasfuse-estimate-");
        try
        {
            var settings = Settings(study, teacher, scratch.FullName);
            using var gate = new MeasurementGate();
            var works = seats.Select((seat, place) => Task.Factory.StartNew(
                () => Work(
                    seat, settings, gate, [.. architectures.Where((_, i) => i % seats.Count == place)], scratch.CreateSubdirectory($"{place}"), cancellation),
                cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            return [.. (await Task.WhenAll(works).ConfigureAwait(false)).SelectMany(ofSeat => ofSeat)];
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static ProbedTrial[] Work(
        WorkerSeat seat, EvaluationSettings settings, MeasurementGate gate, Architecture[] architectures, DirectoryInfo folder, CancellationToken cancellation)
    {
        using var evaluator = new TorchTrialEvaluator(settings, seat.Device, seat.Threads, gate, TimeProvider.System);
        return [.. architectures.Select((architecture, i) => TrialProbe.Run(
            evaluator, architecture, settings.Samples.Dataset.Size, folder.CreateSubdirectory($"{i}").FullName, TimeProvider.System, cancellation))];
    }

    private static EvaluationSettings Settings(StudySpecification study, Teacher? teacher, string scratch)
    {
        var samples = new SampleCache(SegmentationDatasets.Open(TrialProbe.Data(study)), study.Data.CacheMiB);
        return TrialSettings.Of(study with { Training = TrialProbe.Training(study) }, samples, teacher, new StudyFolder(scratch), _ => { });
    }
}
