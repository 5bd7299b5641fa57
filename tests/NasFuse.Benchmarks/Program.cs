using System.CommandLine;
using NasFuse.Benchmarks;
using NasFuse.Benchmarks.Dashboards;
using NasFuse.Benchmarks.Farms;
using NasFuse.Benchmarks.Tables;
using NasFuse.Core.Configuration;
using NasFuse.Core.Reproducibility;
using NasFuse.TestKit;
using Spectre.Console;

// dotnet run -c Release --project tests/NasFuse.Benchmarks [-- training | samplers | spaces | store | queries | architectures | tables | dashboard …]
string[] known = ["training", "samplers", "spaces", "store", "queries", "architectures", "tables"];
var names = new Argument<string[]>("benchmark") { Description = "Which to run; all of them but dashboard unless named.", DefaultValueFactory = _ => known };
// Whole searches, many times over: only on request.
names.AcceptOnlyFromAmong([.. known, "dashboard"]);
var data = new Option<DirectoryInfo?>("--data") { Description = "tables: folder with the published tables (nasbench201.csv, transnas-micro.csv …)." };
OptionValidation.AcceptExistingOnly(data!);
var seeds = new Option<int>("--seeds") { Description = "tables: seeds per sampler.", DefaultValueFactory = _ => 20 };
var problem = new Option<string>("--problem") { Description = "tables: part of the names of the problems to run.", DefaultValueFactory = _ => "" };
var samplers = new Option<string[]>("--sampler") { Description = "tables: samplers to compare; all of them unless named.", DefaultValueFactory = _ => [] };
var optuna = new Option<bool>("--optuna") { Description = "tables: run Optuna side by side, where it is installed." };
var trials = new Option<int>("--trials") { Description = "queries: trials of the study.", DefaultValueFactory = _ => 10_000 };
var repeats = new Option<int>("--repeats") { Description = "dashboard: turns of everybody.", DefaultValueFactory = _ => 7 };
repeats.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1) result.AddError("--repeats must be 1 or more");
});
var set = new Option<string[]>("--set") { Description = "dashboard: a setting that differs from the demo's study, e.g. budget.trials=4.", DefaultValueFactory = _ => [] };
var command = new RootCommand("What is measured and never asserted by time.") { names, data, seeds, problem, samplers, optuna, trials, repeats, set };
command.SetAction(async arguments =>
{
    var host = HostEnvironment.Current;
    AnsiConsole.WriteLine($"NasFuse {host.NasFuse}, {host.Runtime}, {host.OperatingSystem}, {host.Processor} x {host.ProcessorCount}");
    var wanted = arguments.GetRequiredValue(names);
    if (wanted.Contains("training")) ShowTraining();
    if (wanted.Contains("samplers")) ShowSamplers();
    if (wanted.Contains("spaces")) ShowSpaces();
    if (wanted.Contains("store")) ShowStore();
    if (wanted.Contains("queries")) ShowQueries(arguments.GetRequiredValue(trials));
    if (wanted.Contains("architectures")) ShowArchitectures();
    if (wanted.Contains("dashboard")) await ShowDashboardAsync(arguments.GetValue(repeats), arguments.GetRequiredValue(set));
    if (!wanted.Contains("tables")) return;
    new TableReport(
        arguments.GetValue(data), arguments.GetValue(seeds), arguments.GetRequiredValue(problem), arguments.GetRequiredValue(samplers),
            arguments.GetValue(optuna)).Show();
});
command.Add(PromotionCommand.Create());
command.Add(LatencySessions.Create());
command.Add(FarmWorkerCommand.Create());
command.Add(FarmControllerCommand.Create());
command.Add(FarmCommand.Create());
command.Add(ChaosCommand.Create());
command.Add(SimulatedFarmCommand.Create());
command.Add(ArtefactMemoryCommand.Create());
// Tables are for files and pull requests; a narrow pipe must not fold them.
if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200;
return await command.Parse(args).InvokeAsync();

void ShowTraining()
{
    var table = NewTable("training throughput, 180x240, batch 8", "ours, images/s", "hand-written, images/s", "ratio (median)", "lowest", "highest");
    var row = TrainingThroughput.Run();
    table.AddRow($"{row.ImagesPerSecond:F1}", $"{row.HandWrittenImagesPerSecond:F1}", $"{row.Ratio:F3}", $"{row.LowestRatio:F3}", $"{row.HighestRatio:F3}");
    AnsiConsole.Write(table);
}

void ShowSamplers()
{
    int[] told = [100, 1_000, 10_000];
    var space = SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", "fusion-lattice", SpaceFile.FileName)).Create(11);
    var table = NewTable("samplers on fusion-lattice, median ms per ask", ["sampler", .. told.Select(trials => $"after {trials} trials")]);
    foreach (var sampler in OptionCatalog.Default.Samplers.Where(sampler => sampler.Name is not ("enumerate" or "grid" or "seeded")))
    {
        var options = (NasFuse.Core.Samplers.SamplerOptions)Activator.CreateInstance(sampler.Type)!;
        table.AddRow([sampler.Name, .. told.Select(trials => $"{SamplerBenchmark.MsPerAsk(options, space, trials):F2}")]);
    }
    AnsiConsole.Write(table);
}

void ShowSpaces()
{
    var table = NewTable("search spaces, one thread", "space", "random architectures/s", "… of processor time", "nodes, mean of 200");
    foreach (var file in Directory.GetFiles(RepositoryFolder.PathOf("search-spaces"), SpaceFile.FileName, SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal))
    {
        var loaded = SpaceFile.Read(file);
        var space = loaded.Create(11);
        table.AddRow(
            loaded.Name, $"{SamplerBenchmark.SamplesPerSecond(space, 2_000):F0}", $"{SamplerBenchmark.SamplesPerProcessorSecond(space, 5_000):F0}",
            $"{SamplerBenchmark.MeanNodes(space, 200):F0}");
    }
    AnsiConsole.Write(table);
}

void ShowStore()
{
    const int Trials = 10_000;
    var result = StoreThroughput.Run(Trials);
    var table = NewTable($"store with {Trials} trials", "durable writes/s, one caller", "open and read all, ms", "query (where, order, limit), ms");
    table.AddRow($"{result.WritesPerSecond:F0}", $"{result.LoadSeconds * 1000:F0}", $"{result.QuerySeconds * 1000:F0}");
    AnsiConsole.Write(table);
}

void ShowQueries(int count)
{
    var table = NewTable(
        $"queries of a study with {count} trials, medians", "query", "processor ms", "by the clock, ms", "ratio to LiteDB's scan", "in memory, processor ms",
            "MiB more");
    foreach (var row in QueryBenchmark.Run(count))
        table.AddRow(row.Name, $"{row.ProcessorMs:F0}", $"{row.WallMs:F0}", $"{row.Ratio:F2}", row.InMemoryMs is { } ms ? $"{ms:F0}"
            : "–", $"{row.PeakMiB:F0}");
    AnsiConsole.Write(table);
}

void ShowArchitectures()
{
    var row = ArchitectureBenchmark.Run();
    var table = NewTable($"an architecture of {row.Nodes} nodes ({row.Primitives} primitives), medians", "lower, infer shapes, count, ms",
        "canonical id, ms");
    table.AddRow($"{row.LowerAndCountMs:F2}", $"{row.IdMs:F2}");
    AnsiConsole.Write(table);
}

async Task ShowDashboardAsync(int turns, string[] settings)
{
    var table = NewTable(
        $"the demo's search while somebody looks on, {turns} repeats in turn", "who", "search, s (median)", "ratio to nobody (range)",
        "processor time taken (range)", "looks");
    foreach (var row in await DashboardBenchmark.RunAsync(turns, settings))
    {
        table.AddRow(
            $"{row.Onlooker}", $"{row.Seconds:F1}", $"{row.Ratio:F3} ({row.Ratios[0]:F3} to {row.Ratios[^1]:F3})",
            $"{row.Share:P1} ({row.Shares[0]:P1} to {row.Shares[^1]:P1})", $"{row.Looks}");
    }
    AnsiConsole.Write(table);
}

static Table NewTable(string title, params string[] columns) => new Table { Title = new TableTitle(title), Border = TableBorder.Simple }.AddColumns(columns);
