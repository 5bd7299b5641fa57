using NasFuse.Benchmarks;
using NasFuse.Core.Configuration;
using NasFuse.Core.Reproducibility;
using NasFuse.TestKit;
using Spectre.Console;

// dotnet run -c Release --project tests/NasFuse.Benchmarks [-- training | samplers | store | architectures | spaces]
string[] all = ["training", "samplers", "store", "architectures", "spaces"];
var wanted = args.Length == 0 ? all : args;
if (wanted.Except(all).Any())
{
    await Console.Error.WriteLineAsync($"benchmarks: {string.Join(", ", all)}; all of them unless named");
    return 2;
}
var host = HostEnvironment.Current;
AnsiConsole.WriteLine($"NasFuse {host.NasFuse}, {host.Runtime}, {host.OperatingSystem}, {host.Processor} x {host.ProcessorCount}");
if (wanted.Contains("training")) ShowTraining();
if (wanted.Contains("samplers")) ShowSamplers();
if (wanted.Contains("store")) ShowStore();
if (wanted.Contains("architectures")) ShowArchitectures();
if (wanted.Contains("spaces")) ShowSpaces();
return 0;

void ShowTraining()
{
    var table = NewTable("training throughput, 180x240, batch 8", "ours, images/s", "hand-written, images/s", "ratio (median)", "lowest", "highest");
    var row = TrainingThroughput.Run();
    table.AddRow($"{row.ImagesPerSecond:F1}", $"{row.HandWrittenImagesPerSecond:F1}", $"{row.Ratio:F3}", $"{row.LowestRatio:F3}", $"{row.HighestRatio:F3}");
    AnsiConsole.Write(table);
}

void ShowSamplers()
{
    const int Told = 10_000, Asks = 2_000;
    var space = SpaceFile.Read(Path.Combine(AppContext.BaseDirectory, "search-spaces", "fusion-lattice", "space.json")).Create(11);
    var table = NewTable($"samplers on fusion-lattice ({SamplerBenchmark.SamplesPerSecond(space, Asks):F0} random architectures/s)", "sampler", "asks/s, first 100", $"asks/s after {Told} trials");
    foreach (var sampler in OptionCatalog.Default.Samplers)
    {
        var options = (NasFuse.Core.Samplers.SamplerOptions)Activator.CreateInstance(sampler.Type)!;
        table.AddRow(sampler.Name, $"{SamplerBenchmark.AsksPerSecond(options, space, 0, 100):F0}", $"{SamplerBenchmark.AsksPerSecond(options, space, Told, Asks):F0}");
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

void ShowArchitectures()
{
    var row = ArchitectureBenchmark.Run();
    var table = NewTable($"an architecture of {row.Nodes} nodes ({row.Primitives} primitives), medians", "lower, infer shapes, count, ms", "canonical id, ms");
    table.AddRow($"{row.LowerAndCountMs:F2}", $"{row.IdMs:F2}");
    AnsiConsole.Write(table);
}

void ShowSpaces()
{
    var table = NewTable("search spaces", "space", "random architectures/s", "… of processor time", "nodes, mean of 200");
    foreach (var file in Directory.GetFiles(RepositoryFolder.PathOf("search-spaces"), SpaceFile.FileName, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
    {
        var loaded = SpaceFile.Read(file);
        var space = loaded.Create(11);
        table.AddRow(
            loaded.Name, $"{SamplerBenchmark.SamplesPerSecond(space, 2_000):F0}", $"{SamplerBenchmark.SamplesPerProcessorSecond(space, 5_000):F0}",
            $"{SamplerBenchmark.MeanNodes(space, 200):F0}");
    }
    AnsiConsole.Write(table);
}

static Table NewTable(string title, params string[] columns) => new Table { Title = new TableTitle(title), Border = TableBorder.Simple }.AddColumns(columns);
