using NasFuse.Core.Samplers.Models;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class SparseNetworkTests
{
    [Fact]
    public void Derivatives_are_those_of_finite_differences_and_unknown_targets_do_not_count()
    {
        var network = new SparseNetwork(5, 3, 3, 2, new Random(1));
        (int[] Traits, double[] Targets)[] rows = [([0, 2], [1, -0.5, 0.2]), ([1, 2, 4], [double.NaN, 0.3, -1])];
        var gradient = new double[network.Parameters.Length];
        Loss(gradient);
        for (var p = 0; p < gradient.Length; p++)
        {
            var value = network.Parameters[p];
            network.Parameters[p] = value + 1e-5;
            var above = Loss(new double[gradient.Length]);
            network.Parameters[p] = value - 1e-5;
            var below = Loss(new double[gradient.Length]);
            network.Parameters[p] = value;
            Assert.Equal((above - below) / 2e-5, gradient[p], 7);
        }

        double Loss(double[] into) => rows.Sum(row => network.AddGradient(row.Traits, row.Targets, 0.5, into));
    }

    [Fact]
    public void An_ensemble_learns_a_sum_and_knows_where_it_knows_little()
    {
        // The value is the number of traits below five; traits from eight on never occur.
        var random = new Random(2);
        var rows = Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 8).Where(_ => random.Next(2) == 0).ToArray()).ToArray();
        var targets = Array.ConvertAll(rows, row => new[] { Value(row) });
        var ensemble = new NetworkEnsemble(10, rows[..50], targets[..50], new EnsembleSize(5, 16, 300), random);
        Assert.True(rows[50..].Average(row => Math.Abs(ensemble.Predict(row)[0].Mean - Value(row))) < 0.35);
        Assert.True(rows[..50].Average(row => ensemble.Predict(row)[0].Deviation) < ensemble.Predict([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])[0].Deviation);

        static double Value(int[] row) => row.Count(trait => trait < 5) - 2.5;
    }
}
