using System.CommandLine;
using NasFuse.Cli.Commands;
using NasFuse.Core.Configuration;

namespace NasFuse.Cli.CommandLine;

/// <summary>The root of all verbs.</summary>
internal static class NasFuseCommand
{
    public static RootCommand Create(Terminal terminal) => new("NasFuse searches feature-fusion architectures for semantic segmentation: config in, verified Pareto-optimal ONNX out.")
    {
        new DemoCommand(terminal),
        new DoctorCommand(terminal),
        new ValidateCommand(terminal),
        new SearchCommand(terminal),
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
        new CatalogCommand("spaces", "kind of search space", "Kinds of search space that a space.json can name, with their options.", OptionCatalog.Default.Spaces, terminal),
        new CatalogCommand("samplers", "sampler", "Samplers that a study can name, with their options.", OptionCatalog.Default.Samplers, terminal),
        new CatalogCommand("pruners", "pruner", "Pruners that a study can name, with their options.", OptionCatalog.Default.Pruners, terminal),
        new SchemaCommand(terminal),
        new DatasetCommand(terminal),
        new ImportCommand(terminal),
        new ExportCommand(terminal),
        new VerifyCommand(terminal),
        new PredictCommand(terminal),
        new TrainCommand(terminal),
        new ReferencesCommand(terminal),
    };
}
