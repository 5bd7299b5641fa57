using NasFuse.Cli.CommandLine;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Metrics;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Predictions;
using NasFuse.Data;
using NasFuse.Data.Pictures;
using NasFuse.Storage;

namespace NasFuse.Cli.Prediction;

/// <summary>Shows on a few images of the validation split what a trial's network sees, for the dashboard. Thread-safe.</summary>
internal sealed class TrialPredictor : ITrialPredictor
{
    // One thread: a search on this machine goes on meanwhile.
    private const int Threads = 1;

    /// <inheritdoc/>
    public TrialPredictions Predict(StudyFolder study, RunManifest manifest, Trial trial, int count)
    {
        using var stored = StoredStudy.Open(Path.GetDirectoryName(Path.GetFullPath(study.Path))!, study.Name);
        var dataset = SegmentationDatasets.Open(manifest.Study.Study.Data);
        if (dataset.Fingerprint != manifest.Data.Fingerprint)
            throw new UserErrorException(
                new SourcePlace(study.Name), ErrorCodes.BadData, $"the data set '{dataset.Name}' is not the one that this study was made with");
        using var network = LoadedPredictor.OfTrial(stored, trial, null, Threads);
        var available = dataset.Count(Split.Val);
        var taken = Math.Min(count, available);
        return new TrialPredictions(
            [.. Enumerable.Range(0, taken).Select(i => Predict(network, dataset.Load(Split.Val, (int)((long)i * available / taken))))],
            [.. network.Classes.Select(known => (known.Name, known.Color.ToString()))]);
    }

    private static PredictedSample Predict(LoadedPredictor network, SegmentationSample sample)
    {
        var image = new RgbImage(sample.Size, sample.Rgb);
        var predicted = network.Predict(image);
        var matrix = new ConfusionMatrix(network.Classes.Length);
        matrix.Add(sample.Labels, predicted);
        return new PredictedSample(
            sample.Name, matrix.MeanIntersectionOverUnion, Png(image, new byte[predicted.Length], 0), Png(image, sample.Labels, ClassOverlay.UsualOpacity),
            Png(image, predicted, ClassOverlay.UsualOpacity));

        byte[] Png(RgbImage picture, byte[] ids, double opacity) => ClassOverlay.Png(picture, ids, network.Classes, opacity, withLegend: false);
    }
}
