using NasFuse.Core.Samplers.Models;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class GaussianProcessTests
{
    // One part: rows stand on a line, the second part is irrelevant.
    private static readonly double[] s_places = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    private static readonly double[] s_values = Array.ConvertAll(s_places, place => Math.Sin(place / 2));

    [Fact]
    public void Passes_through_its_data_and_is_less_sure_between()
    {
        var process = Learn(s_places, s_values);
        var (at, between) = (process.Predict(From(3)), process.Predict(From(3.5)));
        Assert.Equal(s_values[3], at.Mean, 3);
        Assert.InRange(between.Mean, Math.Min(s_values[3], s_values[4]) - 0.05, Math.Max(s_values[3], s_values[4]) + 0.05);
        Assert.True(at.Deviation < 0.1 * between.Deviation);
    }

    [Fact]
    public void Pending_rows_take_uncertainty_away_and_leave_the_mean()
    {
        var (alone, believed) = (Learn(s_places, s_values), Learn([.. s_places, 3.5], s_values));
        var (before, after) = (alone.Predict(From(3.5, 12)), believed.Predict(From(3.5, 13)));
        Assert.Equal(before.Mean, after.Mean, 6);
        Assert.True(after.Deviation < 0.1 * before.Deviation);
    }

    [Fact]
    public void Derivatives_of_the_likelihood_are_those_of_finite_differences()
    {
        var likelihood = new MarginalLikelihood(Pairs(), 2, s_values);
        double[] point = [-0.7, 0.4, -3];
        var gradient = new double[3];
        likelihood.Evaluate(point, gradient);
        for (var p = 0; p < 3; p++)
        {
            var (above, below) = ((double[])point.Clone(), (double[])point.Clone());
            (above[p], below[p]) = (point[p] + 1e-5, point[p] - 1e-5);
            var difference = (likelihood.Evaluate(above, new double[3]) - likelihood.Evaluate(below, new double[3])) / 2e-5;
            Assert.Equal(difference, gradient[p], 5);
        }
    }

    [Fact]
    public void The_fit_finds_out_which_part_matters()
    {
        var likelihood = new MarginalLikelihood(Pairs(), 2, s_values);
        var fit = likelihood.Fit(20);
        Assert.True(fit.Relevances[0] > 3 * fit.Relevances[1], string.Join(" ", fit.Relevances));
        Assert.True(Value(fit) < Value(likelihood.Fit(0)));

        double Value(GaussianProcessParameters parameters) =>
            likelihood.Evaluate([.. parameters.Relevances.Append(parameters.Noise).Select(value => Math.Log(value))], new double[3]);
    }

    // Where a row stands decides its value; what its number leaves over does not.
    private static double[][][] Pairs() =>
        [.. Enumerable.Range(0, s_places.Length).Select(i => Enumerable.Range(0, i).Select(j => Parts(i, j)).ToArray())];

    private static double[] Parts(int i, int j) => [Math.Abs(s_places[i] - s_places[j]), Irrelevant(i, j)];

    private static double Irrelevant(int i, int j) => Math.Abs((i * 7 % 5) - (j * 7 % 5));

    private static GaussianProcess Learn(double[] places, double[] values)
    {
        var similarities = Enumerable.Range(0, places.Length).Select(i => Array.ConvertAll(places[..(i + 1)], other => Similarity(places[i], other)));
        return new GaussianProcess(new GaussianProcessParameters([0.1], 1e-6), [.. similarities], values);

        static double Similarity(double a, double b) => Math.Exp(-0.1 * Math.Abs(a - b));
    }

    private static double[][] From(double place, int rows = 12) => [[.. s_places.Append(3.5).Take(rows).Select(other => Math.Abs(place - other))]];
}
