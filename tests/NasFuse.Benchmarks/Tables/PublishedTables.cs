using System.Globalization;
using NasFuse.Core.Measurement;
using NasFuse.Core.Objectives;

namespace NasFuse.Benchmarks.Tables;

/// <summary>Problems made of published tables of trained networks.</summary>
/// <param name="folder">Folder with the tables: <c>nasbench201.csv</c>, <c>transnas-micro.csv</c>, <c>transnas-macro.csv</c>, <c>nasbench-macro.csv</c>.</param>
internal sealed class PublishedTables(string folder)
{
    private static readonly Objective s_accuracy = new(MetricNames.PixelAccuracy, Direction.Maximize);

    /// <summary>NAS-Bench-201 (Dong and Yang, ICLR 2020): accuracy on CIFAR-100 against latency on a device (HW-NAS-Bench and others).</summary>
    /// <param name="device">Column behind <c>latency_ms_</c>.</param>
    /// <param name="noisy">True for the accuracy of one seed after the search's training as the signal; the mean test accuracy counts all the same.</param>
    public TableProblem NasBench201(string device, bool noisy)
    {
        var table = Read("nasbench201.csv");
        var words = table.Select(row => row["arch"].Split('|', '+').Where(part => part.Contains('~')).Select(part => part.Split('~')[0]).ToArray()).ToArray();
        var (accuracies, latencies) = (Column(table, "cifar100_test_mean"), Column(table, $"latency_ms_{device}"));
        var signals = noisy ? Column(table, "cifar100_search_s888") : accuracies;
        return Make(
            $"NAS-Bench-201, {device}{(noisy ? ", noisy" : "")}", ["e01", "e02", "e12", "e03", "e13", "e23"], words, StandIns.Cell,
            new Objective(MetricNames.LatencyMs, Direction.Minimize), signals, accuracies, worstAccuracy: 50, latencies);
    }

    /// <summary>TransNAS-Bench-101 (Duan et al., CVPR 2021), cell space: pixel accuracy of semantic segmentation against MACs.</summary>
    public TableProblem TransNasMicro() => TransNas("micro", arch => [.. arch.Split('-')[2].Where(char.IsAsciiDigit).Select(digit => $"{digit}")]);

    /// <summary>The same, macro space: four to six modules, each may halve the map and double the channels.</summary>
    public TableProblem TransNasMacro() => TransNas("macro", arch => [.. arch.Split('-')[1].Select(digit => $"{digit}"), "end"]);

    /// <summary>NAS-Bench-Macro (Su et al., AAAI 2021): accuracy on CIFAR-10 against MACs.</summary>
    public TableProblem Macro()
    {
        var table = Read("nasbench-macro.csv");
        var words = table.Select(row => row["arch"].Select(digit => $"{digit}").ToArray()).ToArray();
        var accuracies = Column(table, "cifar10_test_mean");
        return Make("NAS-Bench-Macro", Names(8), words, StandIns.Chain(["0", "1", "2"]), Macs, accuracies, accuracies, Percentile(accuracies, 0.01), Column(table, "flops"));
    }

    private static Objective Macs => new(MetricNames.Macs, Direction.Minimize);

    private TableProblem TransNas(string space, Func<string, string[]> wordOf)
    {
        // One architecture of the macro space was published without its cost.
        var table = Read($"transnas-{space}.csv").Where(row => row["seg_flops_m"].Length > 0).ToArray();
        var words = table.Select(row => wordOf(row["arch"])).ToArray();
        var accuracies = Column(table, "segmentsemantic_val_pixel_acc");
        return Make(
            $"TransNAS-Bench-101 {space}, segmentation", Names(words.Max(word => word.Length)), words, StandIns.Chain(["0", "1", "2", "3", "4", "end"]),
            Macs, accuracies, accuracies, Percentile(accuracies, 0.01), Column(table, "seg_flops_m"));
    }

    private static TableProblem Make(
        string name, IReadOnlyList<string> choices, IReadOnlyList<string>[] words, Func<IReadOnlyList<string>, Core.Architectures.Architecture> draw,
        Objective cost, double[] signals, double[] accuracies, double worstAccuracy, double[] costs)
    {
        var rows = words.Select((word, i) => new Row(word, [signals[i], costs[i]], [accuracies[i], costs[i]]));
        return new TableProblem(
            name, new TableSpace(name, choices, words, draw), [s_accuracy, cost], rows,
            [(accuracies.Max(), worstAccuracy), (costs.Min(), Percentile(costs, 0.99))]);
    }

    private static string[] Names(int count) => [.. Enumerable.Range(1, count).Select(i => $"c{i}")];

    private static double Percentile(double[] values, double share) => Quantiles.OfSorted([.. values.Order()], share);

    private static double[] Column(Dictionary<string, string>[] table, string name) => [.. table.Select(row => double.Parse(row[name], CultureInfo.InvariantCulture))];

    private Dictionary<string, string>[] Read(string file)
    {
        // None of these tables has quotes or commas inside a cell.
        var lines = File.ReadAllLines(Path.Combine(folder, file)).Select(line => line.Split(',')).ToArray();
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))];
    }
}
