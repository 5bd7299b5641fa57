using System.CommandLine;
using NasFuse.Cli.Commands;
using NasFuse.Core.Configuration;

namespace NasFuse.Cli.CommandLine;

/// <summary>The root of all verbs.</summary>
internal static class NasFuseCommand
{
    /// <summary>Prints no colours, as the environment variable <c>NO_COLOR</c> does.</summary>
    public const string NoColor = "--no-color";

    public static RootCommand Create(Terminal terminal)
    {
        var root = CreateVerbs(terminal);
        // The terminal is made before the command line is parsed; here the option is accepted and explained.
        root.Add(new Option<bool>(NoColor) { Description = "Print no colours, as the environment variable NO_COLOR does.", Recursive = true });
        root.Add(new CompleteCommand(root, terminal));
        return root;
    }

    private static RootCommand CreateVerbs(Terminal terminal) => new("NasFuse searches feature-fusion architectures for semantic segmentation: config in, verified Pareto-optimal ONNX out.")
    {
        new DemoCommand(terminal),
        new DoctorCommand(terminal),
        new InitCommand(terminal),
        new ValidateCommand(terminal),
        new SearchCommand(terminal),
        new ControllerCommand(terminal),
        new WorkerCommand(terminal),
        new ClusterCommand(terminal),
        new RerunCommand(terminal),
        new LogsCommand(terminal),
        new DashboardCommand(terminal),
        new QueryCommand(terminal),
        new FrontCommand(terminal),
        new CompareCommand(terminal),
        new AnalyseCommand(terminal),
        new PromoteCommand(terminal),
        new ShowCommand(terminal),
        new DiffCommand(terminal),
        new ReportCommand(terminal),
        new CountCommand(terminal),
        new SampleCommand(terminal),
        new CatalogCommand(
            "spaces", "kind of search space", "Kinds of search space that a space.json can name, with their options.", OptionCatalog.Default.Spaces, terminal),
        new CatalogCommand("samplers", "sampler", "Samplers that a study can name, with their options.", OptionCatalog.Default.Samplers, terminal),
        new CatalogCommand(
            "pruners", "pruner", "Pruners that a study can name, with their options, and what each would have saved in a study.",
            OptionCatalog.Default.Pruners, terminal)
        {
            new PrunerReplayCommand(terminal),
        },
        new SchemaCommand(terminal),
        new DatasetCommand(terminal),
        new ImportCommand(terminal),
        new ExportCommand(terminal),
        new VerifyCommand(terminal),
        new PredictCommand(terminal),
        new TrainCommand(terminal),
        new ReferencesCommand(terminal),
        new CompletionCommand(terminal),
    };
}
