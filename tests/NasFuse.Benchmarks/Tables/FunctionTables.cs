using System.Globalization;
using NasFuse.Core.Objectives;

namespace NasFuse.Benchmarks.Tables;

/// <summary>Standard test functions on whole numbers: every variable takes equally spaced levels of its range.</summary>
internal static class FunctionTables
{
    /// <summary>ZDT1, ZDT2 and ZDT3 (Zitzler, Deb and Thiele, Evolutionary Computation 2000) with six variables of eight levels.</summary>
    public static TableProblem Zdt(int number)
    {
        return Make($"ZDT{number}", variables: 6, levels: 8, objectives: 2, bad: [1, number == 3 ? 7 : 6], good: [0, number == 3 ? -0.8 : 0], Evaluate);

        double[] Evaluate(double[] x)
        {
            var g = 1 + 9 * x[1..].Average();
            var ratio = x[0] / g;
            var h = number switch
            {
                1 => 1 - Math.Sqrt(ratio),
                2 => 1 - ratio * ratio,
                _ => 1 - Math.Sqrt(ratio) - ratio * Math.Sin(10 * Math.PI * x[0]),
            };
            return [x[0], g * h];
        }
    }

    /// <summary>DTLZ2 (Deb, Thiele, Laumanns and Zitzler, CEC 2002) with three objectives and six variables of seven levels.</summary>
    public static TableProblem Dtlz2()
    {
        return Make("DTLZ2, 3 objectives", variables: 6, levels: 7, objectives: 3, bad: [1.2, 1.2, 1.2], good: [0, 0, 0], Evaluate);

        static double[] Evaluate(double[] x)
        {
            var g = 1 + x[2..].Sum(value => (value - 0.5) * (value - 0.5));
            var (first, second) = (x[0] * Math.PI / 2, x[1] * Math.PI / 2);
            return [g * Math.Cos(first) * Math.Cos(second), g * Math.Cos(first) * Math.Sin(second), g * Math.Sin(first)];
        }
    }

    private static TableProblem Make(string name, int variables, int levels, int objectives, double[] bad, double[] good, Func<double[], double[]> evaluate)
    {
        string[] alphabet = [.. Enumerable.Range(0, levels).Select(level => level.ToString(CultureInfo.InvariantCulture))];
        IReadOnlyList<string>[] words = [.. Words(variables).Select(word => word.Select(level => alphabet[level]).ToArray())];
        var rows = words.Select(word =>
        {
            var values = evaluate([.. word.Select(letter => double.Parse(letter, CultureInfo.InvariantCulture) / (levels - 1))]);
            return new Row(word, values, values);
        });
        var names = new[] { MetricNames.LatencyMs, MetricNames.Macs, MetricNames.Parameters };
        string[] choices = [.. Enumerable.Range(1, variables).Select(i => $"x{i}")];
        return new TableProblem(
            name, new TableSpace(name, choices, words, StandIns.Chain(alphabet)), [.. names[..objectives].Select(metric => new Objective(metric, Direction.Minimize))], rows,
            [.. good.Zip(bad)]);

        IEnumerable<int[]> Words(int length) =>
            length == 0 ? [[]] : Words(length - 1).SelectMany(start => Enumerable.Range(0, levels).Select(level => (int[])[.. start, level]));
    }
}
