using System.CommandLine;
using NasFuse.Core.Measurement;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.Samplers.Evolution;
using NasFuse.Core.Samplers.Models;
using Spectre.Console;

namespace NasFuse.Benchmarks.Tables;

/// <summary><c>promotion --data DIR</c>: what promotion inside a search costs and gains when evaluations are noisy, at equal numbers of evaluations.</summary>
internal static class PromotionCommand
{
    private static readonly (string Name, SamplerOptions Options)[] s_samplers =
    [
        ("random", new RandomSamplerOptions()), ("nsga2 (population 10)", new Nsga2Options { PopulationSize = 10 }), ("motpe", new MotpeOptions()),
        ("gp-ehvi", new GpEhviOptions()),
    ];

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "Folder with the published tables.", Required = true };
        OptionValidation.AcceptExistingOnly(data);
        var seeds = new Option<int>("--seeds") { Description = "Studies of each kind.", DefaultValueFactory = _ => 20 };
        var evaluations = new Option<int>("--evaluations") { Description = "Evaluations of a study, repeats included.", DefaultValueFactory = _ => 100 };
        var noise = new Option<double>("--noise") { Description = "Standard deviation of accuracy between evaluations, as a share of its range.", DefaultValueFactory = _ => 0.08 };
        var command = new Command("promotion", "Compare studies that evaluate their front with several seeds to studies that do not, on published tables with noise.")
        {
            data, seeds, evaluations, noise,
        };
        command.SetAction((arguments, _) => ShowAsync(
            new PublishedTables(arguments.GetRequiredValue(data).FullName), arguments.GetValue(seeds), arguments.GetValue(evaluations), arguments.GetValue(noise)));
        return command;
    }

    private static async Task ShowAsync(PublishedTables tables, int seeds, int evaluations, double noise)
    {
        foreach (var problem in (TableProblem[])[tables.NasBench201("1080ti_1", noisy: false), tables.TransNasMicro()])
        {
            var table = new Table
            {
                Title = new TableTitle($"{problem.Name}, noise {noise:P0} of the range: {evaluations} evaluations, median (quartiles) of {seeds} seeds"), Border = TableBorder.Markdown,
            }.AddColumns("sampler", "seeds", "front is worth", "front claims", "architectures");
            foreach (var (name, sampler) in s_samplers)
            {
                foreach (var promoted in (int?[])[null, 2, 3, 5])
                {
                    var finds = await Task.WhenAll(Enumerable.Range(1, seeds).Select(seed =>
                        Task.Run(() => new NoisySearch(problem, noise).RunAsync(sampler, promoted, evaluations, (ulong)seed)))).ConfigureAwait(false);
                    table.AddRow(
                        name, $"{promoted ?? 1}", ShareSummary.Of(evaluations, finds.Select(find => find.True)).Text,
                        ShareSummary.Of(evaluations, finds.Select(find => find.Claimed)).Text,
                        $"{Quantiles.OfSorted([.. finds.Select(find => (double)find.Architectures).Order()], 0.5):F0}");
                }
            }
            AnsiConsole.Write(table);
        }
    }
}
