using System.CommandLine;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Measurement;
using NasFuse.Core.Reproducibility;
using NasFuse.Torch.Measurement;
using NasFuse.TestKit;
using NasFuse.Torch.Runtime;
using Spectre.Console;

namespace NasFuse.Benchmarks;

/// <summary><c>sessions [--minutes 25]</c>: how much latencies scatter between measurements, single ones and the fastest of several, beside whatever the machine does.</summary>
internal static class LatencySessions
{
    private const int SecondsBetween = 15, Runs = 40;

    private static readonly string[] s_networks = ["fast-scnn", "se-resnet-fcn", "bisenet", "hrnet-v2"];

    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long to measure.", DefaultValueFactory = _ => 25 };
        var command = new Command("sessions", "Time four references again and again: scatter of single measurements, and of the fastest of several half a minute apart.") { minutes };
        command.SetAction(arguments => Show(Measure(TimeSpan.FromMinutes(arguments.GetValue(minutes)))));
        return command;
    }

    private static Dictionary<string, List<double>> Measure(TimeSpan time)
    {
        using var gate = new MeasurementGate();
        var measurer = new LatencyMeasurer(TorchRuntime.Resolve("cpu", new SourcePlace("device")), 1, gate, TimeProvider.System);
        var graphs = s_networks.ToDictionary(name => name, Read);
        var times = s_networks.ToDictionary(name => name, _ => new List<double>());
        for (var start = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(start) < time; Thread.Sleep(TimeSpan.FromSeconds(SecondsBetween)))
        {
            foreach (var (name, graph) in graphs)
            {
                var weights = WeightInitializer.Create(graph, RandomStreams.Create(1, "weights"));
                times[name].Add(measurer.Measure(graph, weights, batch: 1, Runs).Statistics.MedianMs);
            }
        }
        return times;
    }

    private static void Show(Dictionary<string, List<double>> times)
    {
        var table = new Table { Title = new TableTitle("deviation of measurements (slowest / fastest)"), Border = TableBorder.Markdown }
            .AddColumns("network", "measurements", "median, ms", "single", "fastest of 2", "fastest of 3", "median of 3");
        foreach (var (name, all) in times)
        {
            table.AddRow(
                name, $"{all.Count}", $"{Quantiles.Median([.. all]):F2}", Scatter(all), Scatter(Several(all, 2, group => group.Min())),
                Scatter(Several(all, 3, group => group.Min())), Scatter(Several(all, 3, Quantiles.Median)));
        }
        AnsiConsole.Write(table);
    }

    /// <summary>Every measurement together with those two, four … rounds later: half a minute apart.</summary>
    private static List<double> Several(List<double> all, int count, Func<double[], double> combine) =>
        [.. Enumerable.Range(0, Math.Max(0, all.Count - 2 * (count - 1))).Select(i => combine([.. Enumerable.Range(0, count).Select(k => all[i + 2 * k])]))];

    private static string Scatter(List<double> values) =>
        values.Count < 2 ? "–" : $"{SampleDeviation.Of(values) / values.Average():P1} ({values.Max() / values.Min():F2})";

    private static Graph Read(string name)
    {
        var file = RepositoryFolder.PathOf("search-spaces", "references", $"{name}.arch");
        return ArchitectureText.Parse(File.ReadAllText(file)).Lower(new Core.Graphs.Size(180, 240)).Deployed();
    }
}
