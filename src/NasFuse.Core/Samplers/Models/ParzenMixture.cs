using System.Globalization;

namespace NasFuse.Core.Samplers.Models;

/// <summary>A density over assignments: one component per trial, each a product over the choices, and one that knows nothing.</summary>
/// <remarks>
/// Multivariate Parzen estimator (Falkner, Klein and Hutter, BOHB, ICML 2018; Bergstra et al. 2011). A component puts weight 1 on its trial's label and
/// <c>smoothing / components</c> on every label, "not asked" being one; where all labels are numbers, as much again goes to neighbours, halved per step.
/// Immutable.
/// </remarks>
internal sealed class ParzenMixture
{
    private readonly short[][] _components;
    private readonly double[][,] _logarithms;

    /// <param name="codes">How assignments become numbers.</param>
    /// <param name="trials">One component each.</param>
    /// <param name="smoothing">Weight that is spread over the labels of a choice, &gt; 0.</param>
    public ParzenMixture(ChoiceCodes codes, IEnumerable<Observation> trials, double smoothing)
    {
        // The component that knows nothing has a label that was never learned everywhere.
        var nothing = Enumerable.Repeat(ChoiceCodes.Unknown, codes.Choices.Count).ToArray();
        _components = [.. trials.Select(trial => trial.Codes), nothing];
        var share = smoothing / _components.Length;
        _logarithms = [.. Enumerable.Range(0, codes.Choices.Count).Select(column => Logarithms(codes.LabelsOf(column), share))];
    }

    /// <summary>Logarithm of the density at a row of codes.</summary>
    public double LogDensity(short[] codes)
    {
        var (largest, logs) = (double.NegativeInfinity, new double[_components.Length]);
        for (var i = 0; i < logs.Length; i++)
        {
            var (component, sum) = (_components[i], 0.0);
            for (var column = 0; column < codes.Length; column++) sum += _logarithms[column][component[column] + 1, codes[column] + 1];
            logs[i] = sum;
            largest = Math.Max(largest, sum);
        }
        return largest + Math.Log(logs.Sum(log => Math.Exp(log - largest)) / logs.Length);
    }

    /// <summary>Positions of labels that are numbers, in ascending order; null when one is none.</summary>
    public static int[]? Ranks(IReadOnlyList<string> labels)
    {
        var numbers = new double[labels.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!double.TryParse(labels[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])) return null;
        }
        return [.. numbers.Select(number => numbers.Count(other => other < number))];
    }

    /// <summary>What a component puts on a number beside its own.</summary>
    /// <param name="share">What it puts on every label.</param>
    /// <param name="ranks">Positions of the labels.</param>
    /// <param name="own">Index of its label.</param>
    /// <param name="label">Index of another.</param>
    public static double NeighbourWeight(double share, int[] ranks, int own, int label) =>
        share * ranks.Length * Math.Pow(0.5, Math.Abs(ranks[own] - ranks[label]));

    private static double[,] Logarithms(IReadOnlyList<string> labels, double share)
    {
        // Rows and columns: 0 is a label that was never learned, 1 "not asked", then the labels.
        var (size, ranks) = (labels.Count + 2, Ranks(labels));
        var logarithms = new double[size, size];
        for (var own = 0; own < size; own++)
        {
            var weights = Enumerable.Range(0, size).Select(label => Weight(own, label)).ToArray();
            var total = weights.Sum();
            for (var label = 0; label < size; label++) logarithms[own, label] = Math.Log(weights[label] / total);
        }
        return logarithms;

        double Weight(int own, int label)
        {
            if (own == 0) return share;
            if (own == label) return share + 1;
            return share + (ranks is null || own < 2 || label < 2 ? 0 : NeighbourWeight(share, ranks, own - 2, label - 2));
        }
    }
}
