using NasFuse.Core.Noise;

namespace NasFuse.Core.Pruners;

/// <summary>Noise of the trained objectives at one evaluation, by metric name.</summary>
/// <remarks>
/// What is given counts. Otherwise the larger of two estimates does: repeats of architectures with other seeds, which show the luck of a seed at the end
/// of training, and the learning curves, which show how evaluations jump on the way there.
/// </remarks>
internal static class TrainedNoise
{
    // With fewer, the curves say next to nothing about their noise.
    private const double LeastFreedom = 3;

    /// <summary>Null when the noise of an objective is unknown.</summary>
    public static IReadOnlyDictionary<string, NoiseEstimate>? Of(PrunerContext context, double? given)
    {
        var noise = new Dictionary<string, NoiseEstimate>(StringComparer.Ordinal);
        foreach (var objective in context.Trained)
        {
            var estimate = given is { } deviation ? new NoiseEstimate(deviation, double.PositiveInfinity) : Estimate(context, objective.Name);
            if (estimate is null) return null;
            noise[objective.Name] = estimate;
        }
        return noise;
    }

    private static NoiseEstimate? Estimate(PrunerContext context, string metric)
    {
        var curves = context.Others.Append(context.Trial).ToArray();
        // The last evaluation may come after a shorter step than the others.
        var along = NoiseEstimate.OfCurves(curves.Select(curve => curve.Evaluations
            .Where(evaluation => evaluation.Epoch % context.Plan.EvaluateEvery == 0).Select(evaluation => evaluation.Value(metric)).ToArray()));
        var repeated = NoiseEstimate.Pool(curves.Where(curve => curve.Repeats.Length > 0).Select(curve => Finals(curve, metric).ToArray()));
        return new[] { along, repeated }.OfType<NoiseEstimate>().Where(estimate => estimate.DegreesOfFreedom >= LeastFreedom)
            .MaxBy(estimate => estimate.StandardDeviation);
    }

    private static IEnumerable<double> Finals(LearningCurve curve, string metric)
    {
        var own = curve.IsComplete && curve.Evaluations.Length > 0 ? [curve.Evaluations[^1].Value(metric)] : Array.Empty<double>();
        return own.Concat(curve.Repeats.Where(repeat => repeat.ContainsKey(metric)).Select(repeat => repeat[metric])).Where(double.IsFinite);
    }
}
