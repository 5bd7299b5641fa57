using System.Collections.Immutable;

namespace NasFuse.Core.Noise;

/// <summary>What is seen of a trial after part of its training says about its cost after all of it: least squares over finished trials.</summary>
/// <remarks>
/// A linear regression of final costs on signs, the most telling sign first, with a prediction interval: the scatter around it is all that the signs do not
/// decide, noise of both ends and curves that cross. Signs are made orthogonal one after the other (Gram-Schmidt), so that each adds only what those before it
/// do not say; one that adds nothing is left out, and so are the last ones where there are fewer than four finished trials per sign.
/// Immutable and thread-safe.
/// </remarks>
public sealed class FinalForecast
{
    private const int TrialsPerSign = 4;
    private const int FewestTrials = 4;

    // Of the squares of a sign, what is left of it when only rounding keeps it apart from a constant or from others.
    private const double Rounding = 1e-12;

    private readonly int _count;
    private readonly double _meanFinal, _deviation;
    private readonly ImmutableArray<double> _meanSigns;
    private readonly ImmutableArray<Direction> _directions;

    private FinalForecast(double[][] signs, double[] final)
    {
        (_count, _meanFinal) = (final.Length, final.Average());
        _meanSigns = [.. Enumerable.Range(0, signs[0].Length).Select(sign => signs.Average(trial => trial[sign]))];
        double[][] centred = [.. signs.Select(Centred)];
        _directions = Directions(centred, final);
        var rest = final.Select((value, trial) => value - Mean(centred[trial]));
        _deviation = Math.Sqrt(rest.Sum(Square) / DegreesOfFreedom);
    }

    /// <summary>Degrees of freedom of the scatter.</summary>
    public double DegreesOfFreedom => _count - 1 - _directions.Length;

    /// <summary>Fits finished trials.</summary>
    /// <param name="signs">What was seen of each after part of the training, finite, as many signs for each, at least one.</param>
    /// <param name="final">Their costs after all of it.</param>
    /// <returns>Null with fewer than four trials, or when they do not differ in their signs.</returns>
    public static FinalForecast? Fit(double[][] signs, double[] final) =>
        final.Length >= FewestTrials && new FinalForecast(signs, final) is { _directions.IsEmpty: false } forecast ? forecast : null;

    /// <summary>Final cost of a new trial of these signs, with the error of a single new trial: <c>s √(1 + 1/n + Σ zⱼ² / Szⱼ)</c>.</summary>
    public NoisyCost At(params ReadOnlySpan<double> signs)
    {
        var centred = Centred([.. signs]);
        var leverage = _directions.Sum(direction => Square(direction.Along(centred)) / direction.SquareLength);
        return new NoisyCost(Mean(centred), _deviation * Math.Sqrt(1 + 1.0 / _count + leverage), DegreesOfFreedom);
    }

    private double Mean(double[] centred) => _meanFinal + _directions.Sum(direction => direction.Slope * direction.Along(centred));

    private double[] Centred(double[] signs) => [.. signs.Select((value, sign) => value - _meanSigns[sign])];

    private static double Square(double value) => value * value;

    private ImmutableArray<Direction> Directions(double[][] centred, double[] final)
    {
        var found = new List<Direction>();
        for (var sign = 0; sign < _meanSigns.Length && TrialsPerSign * (found.Count + 1) <= _count; sign++)
        {
            var weights = new double[_meanSigns.Length];
            weights[sign] = 1;
            foreach (var earlier in found)
            {
                var share = centred.Sum(trial => trial[sign] * earlier.Along(trial)) / earlier.SquareLength;
                for (var i = 0; i < weights.Length; i++) weights[i] -= share * earlier.Weights[i];
            }
            var direction = new Direction([.. weights], 0, 0);
            var squareLength = centred.Sum(trial => Square(direction.Along(trial)));
            if (squareLength <= Rounding * centred.Sum(trial => Square(trial[sign] + _meanSigns[sign]))) continue;
            var slope = centred.Select((trial, i) => direction.Along(trial) * (final[i] - _meanFinal)).Sum() / squareLength;
            found.Add(direction with { SquareLength = squareLength, Slope = slope });
        }
        return [.. found];
    }

    /// <summary>A combination of signs that is orthogonal to all others over the finished trials.</summary>
    private sealed record Direction(ImmutableArray<double> Weights, double SquareLength, double Slope)
    {
        public double Along(double[] centred)
        {
            var along = 0.0;
            for (var i = 0; i < centred.Length; i++) along += Weights[i] * centred[i];
            return along;
        }
    }
}
