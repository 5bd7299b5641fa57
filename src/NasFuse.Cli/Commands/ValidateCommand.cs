using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Hosting;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse validate file</c>: says that a file is right, or everything that is wrong with it.</summary>
internal sealed class ValidateCommand : Verb
{
    private readonly Argument<string> _file = new("file") { Description = "A study.json, a space.json, or an architecture (text or JSON)." };

    private readonly Option<string[]> _set = CommonOptions.Set();

    public ValidateCommand(Terminal terminal)
        : base("validate", "Check a study, a search space or an architecture; list every mistake with its place.", terminal)
    {
        Add(_file);
        Add(_set);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var path = arguments.GetRequiredValue(_file);
        var settings = arguments.GetValue(_set) ?? [];
        var (summary, next) = InputFile.Read(path, environment: ProcessEnvironment.Variables(), settings: settings) switch
        {
            ValidStudy { Loaded: var study } =>
                (Summary(study), CommandText.Of(["search", path, .. settings.SelectMany(setting => new[] { "--set", setting }), "--dry-run"])),
            ValidSpace { Loaded: var space } => ($"search space {space.Name}", CommandText.Of("count", path)),
            ValidArchitecture { Loaded: var architecture } => (Summary(architecture), CommandText.Of("show", path)),
            _ => throw new NotSupportedException("a new kind of input file needs a summary"),
        };
        Terminal.RawData.WriteLine($"ok: {summary}");
        Terminal.Next(next);
        return Task.FromResult(ExitCodes.Success);
    }

    private static string Summary(LoadedStudy loaded)
    {
        var (study, budget) = (loaded.Study, loaded.Study.Budget);
        string?[] bounds = [budget.Trials is { } trials ? $"{trials} trials" : null, budget.Hours is { } hours ? $"{hours} hours" : null];
        return $"study {study.Name}, space {loaded.SpaceName}, data {study.Data.Format} at {study.Data.ImageSize()}, "
            + $"objectives {string.Join(", ", study.Objectives.Select(objective => objective.Name))}, {study.Training.Epochs} epochs per trial, "
            + $"ends after {string.Join(" or ", bounds.OfType<string>())}";
    }

    private static string Summary(LoadedArchitecture loaded)
    {
        var (architecture, size) = (loaded.Architecture, loaded.Size ?? new Size(512, 512));
        return $"architecture {ArchitectureId.Of(architecture)}, {architecture.Nodes.Length} nodes, {architecture.Classes} classes, "
            + $"{ArchitectureReport.Summary(ArchitectureCost.Of(architecture, size))}";
    }
}
