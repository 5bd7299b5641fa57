using NasFuse.Core.Configuration;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Evolution;
using Spectre.Console;

namespace NasFuse.Benchmarks.Tables;

/// <summary>Prints, per problem, how much of the true front each sampler finds.</summary>
/// <param name="folder">Folder with the published tables; without it only the test functions are run.</param>
/// <param name="seeds">Seeds per sampler.</param>
/// <param name="problemPart">Part of the names of the problems to run; empty for all.</param>
/// <param name="samplers">Samplers to run; empty for all that the catalog has.</param>
/// <param name="withOptuna">Whether Optuna runs side by side where it is installed.</param>
internal sealed class TableReport(DirectoryInfo? folder, int seeds, string problemPart, IReadOnlyList<string> samplers, bool withOptuna)
{
    /// <summary>Walking through a space in order finds nothing early by design.</summary>
    private static readonly string[] s_notCompared = ["enumerate", "grid", "seeded"];

    public void Show()
    {
        if (folder is null) AnsiConsole.WriteLine("--data DIR with nasbench201.csv, transnas-*.csv and nasbench-macro.csv was not given: the published tables are left out.");
        var optuna = withOptuna ? OptunaPeer.Find() : null;
        if (withOptuna && optuna is null) AnsiConsole.WriteLine("Optuna is not installed (Debian: python3-optuna): it is left out.");
        foreach (var problem in Problems().Where(made => made.Name.Contains(problemPart, StringComparison.OrdinalIgnoreCase)).Select(made => made.Make())) Show(problem, optuna);
    }

    private void Show(TableProblem problem, (string Python, string Version)? optuna)
    {
        var table = new Table { Title = new TableTitle($"{problem.Name}: share of the true hypervolume, median (quartiles) of {seeds} seeds"), Border = TableBorder.Markdown }
            .AddColumns(["sampler", .. SamplerComparison.Checkpoints.Select(n => $"{n} evaluations"), "seconds"]);
        foreach (var (name, options) in Samplers())
        {
            var start = TimeProvider.System.GetTimestamp();
            Add(name, SamplerComparison.Run(options, problem, seeds), TimeProvider.System.GetElapsedTime(start));
        }
        if (optuna is { } peer)
        {
            foreach (var (sampler, shares) in OptunaPeer.Compare(peer.Python, problem, seeds)) Add($"Optuna {peer.Version} {sampler}", shares, null);
        }
        AnsiConsole.Write(table);

        void Add(string sampler, ShareSummary[] shares, TimeSpan? elapsed) => table.AddRow(
            [sampler, .. shares.Select(share => share.Text), elapsed is { } time ? $"{time.TotalSeconds:F1}" : ""]);
    }

    private IEnumerable<(string Name, SamplerOptions Options)> Samplers()
    {
        foreach (var sampler in OptionCatalog.Default.Samplers)
        {
            if (samplers.Count > 0 ? !samplers.Contains(sampler.Name) : s_notCompared.Contains(sampler.Name)) continue;
            if (sampler.Name == "nsga2") yield return ("nsga2 (population 20)", new Nsga2Options { PopulationSize = 20 });
            else yield return (sampler.Name, (SamplerOptions)Activator.CreateInstance(sampler.Type)!);
        }
    }

    private IEnumerable<(string Name, Func<TableProblem> Make)> Problems()
    {
        if (folder is not null)
        {
            var published = new PublishedTables(folder.FullName);
            foreach (var device in (string[])["1080ti_1", "gold_6226", "pixel2", "raspi4", "titan_rtx_256", "eyeriss"])
                yield return ($"NAS-Bench-201, {device}", () => published.NasBench201(device, noisy: false));
            yield return ("NAS-Bench-201, 1080ti_1, noisy", () => published.NasBench201("1080ti_1", noisy: true));
            yield return ("TransNAS-Bench-101 micro", published.TransNasMicro);
            yield return ("TransNAS-Bench-101 macro", published.TransNasMacro);
            yield return ("NAS-Bench-Macro", published.Macro);
        }
        foreach (var number in (int[])[1, 2, 3]) yield return ($"ZDT{number}", () => FunctionTables.Zdt(number));
        yield return ("DTLZ2", FunctionTables.Dtlz2);
    }
}
