using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Storage;

namespace NasFuse.Dashboard.Predictions;

/// <summary>One validation image with what is true and what a trial's network says.</summary>
/// <param name="Name">Name of the sample.</param>
/// <param name="MeanIou">Mean intersection over union of the classes that this image has or the network sees in it, 0..1.</param>
/// <param name="Image">PNG of the image, as the network sees it.</param>
/// <param name="Truth">PNG of the image under the colours of the true classes.</param>
/// <param name="Prediction">PNG of the image under the colours of the predicted classes.</param>
public sealed record PredictedSample(string Name, double MeanIou, byte[] Image, byte[] Truth, byte[] Prediction);

/// <summary>Samples that a trial predicted, with the colours of their classes.</summary>
/// <param name="Samples">The samples.</param>
/// <param name="Classes">Class names with their colours as <c>#rrggbb</c>, in the order of their ids.</param>
public sealed record TrialPredictions(IReadOnlyList<PredictedSample> Samples, IReadOnlyList<(string Name, string Colour)> Classes);

/// <summary>Runs the network of a trial on a few validation images. Implementations are thread-safe.</summary>
public interface ITrialPredictor
{
    /// <summary>Predicts.</summary>
    /// <param name="study">Where the study lies.</param>
    /// <param name="manifest">Its record.</param>
    /// <param name="trial">The trial, as stored.</param>
    /// <param name="count">Number of images, ≥ 1.</param>
    /// <exception cref="Core.Diagnostics.UserErrorException">The trial's weights or the study's data are not there.</exception>
    TrialPredictions Predict(StudyFolder study, RunManifest manifest, Trial trial, int count);
}
