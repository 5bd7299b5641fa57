using System.Xml.Linq;
using CsCheck;
using NasFuse.Core.Plots;

namespace NasFuse.Core.Tests.Plots;

public sealed class PlotTests
{
    [Fact]
    public void Axes_have_a_few_round_numbers_that_read_differently() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[1e-6, 1e6]).Sample((least, span) =>
        {
            var axis = new PlotAxis([least, least + span], 0, 100);
            var ticks = axis.Ticks.ToArray();
            Assert.InRange(ticks.Length, 2, 9);
            Assert.All(ticks, tick => Assert.InRange(axis.At(tick), -0.01, 100.01));
            if (span > Math.Abs(least) * 1e-4) Assert.Equal(ticks.Length, ticks.Select(axis.Text).Distinct().Count());
        }, iter: 500, threads: 1);

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.0 })]
    [InlineData(new[] { 5.0, 5.0 })]
    public void Axes_of_one_value_or_none_have_a_span(double[] values) => Assert.InRange(new PlotAxis(values, 0, 100).Ticks.Count(), 2, 12);

    [Fact]
    public void The_front_rises_on_the_side_of_the_better_end()
    {
        PlotPoint[] points = [Point(1, 0.2), Point(3, 0.5)];
        // Horizontally first where less is better: until 3 ms nothing better than 0.2 is to be had.
        Assert.Matches("nf-plot-front\" d=\"M(?<x>[0-9.]+) (?<y>[0-9.]+)L[0-9.]+ \\k<y>L", ParetoPlot.Svg("t", "x", "y", points));
        Assert.Matches("nf-plot-front\" d=\"M(?<x>[0-9.]+) (?<y>[0-9.]+)L\\k<x> [0-9.]+L", ParetoPlot.Svg("t", "x", "y", points, smallerIsBetter: false));
    }

    [Fact]
    public void Every_trial_has_a_point_and_says_what_it_is()
    {
        PlotPoint[] points = [Point(1, 0.2), Point(3, 0.1) with { Kind = PlotPointKind.Dominated },
            Point(4, 0.5) with { Kind = PlotPointKind.Infeasible, Description = "a < b" }];
        var svg = XDocument.Parse(ParetoPlot.Svg("t", "x", "y", points));
        Assert.Equal(["a < b", "#", "#"], svg.Descendants().Where(element => element.Name.LocalName == "circle" && element.HasElements)
            .Select(circle => circle.Value.Trim()).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void Names_of_lines_do_not_cover_each_other()
    {
        PlotLine[] lines = [.. Enumerable.Range(0, 12).Select(i => new PlotLine($"#{i}", [(1, 0.1), (2, 0.5 + i * 0.001)]))];
        var names = XDocument.Parse(LinePlot.Svg("t", "x", "y", lines)).Descendants()
            .Where(element => element.Name.LocalName == "text" && element.Value.StartsWith('#'));
        double[] heights = [.. names.Select(name => (double)name.Attribute("y")!).Order()];
        Assert.Equal(12, heights.Length);
        Assert.All(heights.Skip(1).Zip(heights), pair => Assert.True(pair.First - pair.Second >= 12.8));
    }

    [Fact]
    public void Parallel_axes_have_the_better_end_on_top()
    {
        var svg = ParallelPlot.Svg("t", [new ParallelAxis("miou", false), new ParallelAxis("latency", true)],
            [new ParallelLine([0.5, 3], true, "good"), new ParallelLine([0.2, 9], false, "bad")]);
        double[] good = Numbers(svg, "good"), bad = Numbers(svg, "bad");
        Assert.True(good[1] < bad[1] && good[3] < bad[3]);
    }

    private static PlotPoint Point(double x, double y) => new(x, y, PlotPointKind.Front, "#", "#");

    private static double[] Numbers(string svg, string line) =>
        [.. ((string)XDocument.Parse(svg).Descendants().Single(element => element.Name.LocalName == "path" && element.Value.Trim() == line)
            .Attribute("d")!)[1..].Split(' ', 'L').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
}
