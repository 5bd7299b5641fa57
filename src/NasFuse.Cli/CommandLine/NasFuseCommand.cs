using System.CommandLine;
using NasFuse.Cli.Commands;

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
        new QueryCommand(terminal),
        new FrontCommand(terminal),
        new PromoteCommand(terminal),
        new ShowCommand(terminal),
        new CountCommand(terminal),
        new SampleCommand(terminal),
        new SchemaCommand(terminal),
        new DatasetCommand(terminal),
        new ImportCommand(terminal),
        new ExportCommand(terminal),
        new VerifyCommand(terminal),
        new TrainCommand(terminal),
        new ReferencesCommand(terminal),
    };
}
