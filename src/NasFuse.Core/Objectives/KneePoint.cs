namespace NasFuse.Core.Objectives;

/// <summary>The best compromise of a front: where giving up a little of one objective no longer gains much of another.</summary>
/// <remarks>
/// The knee is the point farthest from the line between the extremes, on the side of the ideal, after every objective is scaled to 0..1 over the
/// front (Das, Structural Optimization 1999; Branke et al., PPSN 2004). The scaled extremes of two objectives are (0, 1) and (1, 0), so the distance
/// is (1 − Σ xᵢ) / √2 and the knee has the smallest sum of scaled costs; that is also the rule for more objectives (the plane with equal intercepts).
/// </remarks>
public static class KneePoint
{
    /// <summary>Index of the knee; of several the first. An objective that all points share does not count.</summary>
    /// <param name="front">Finite cost vectors of mutually non-dominated alternatives, at least one.</param>
    /// <exception cref="ArgumentException">The front is empty.</exception>
    public static int Of(IReadOnlyList<double[]> front)
    {
        if (front.Count == 0) throw new ArgumentException("An empty front has no knee.", nameof(front));
        var objectives = Enumerable.Range(0, front[0].Length).ToArray();
        var best = Array.ConvertAll(objectives, o => front.Min(costs => costs[o]));
        var range = Array.ConvertAll(objectives, o => front.Max(costs => costs[o]) - best[o]);
        return Enumerable.Range(0, front.Count)
            .MinBy(i => objectives.Where(o => range[o] > 0).Sum(o => (front[i][o] - best[o]) / range[o]));
    }
}
