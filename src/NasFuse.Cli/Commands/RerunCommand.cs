using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Deployment;
using NasFuse.Cli.Hosting;
using NasFuse.Cli.Reruns;
using NasFuse.Core.Configuration;
using NasFuse.Data;
using Spectre.Console;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse rerun street</c>: does a study again from its manifest, and says what is different today.</summary>
internal sealed class RerunCommand : Verb
{
    private readonly Argument<string> _study = CommonOptions.Study();
    private readonly Option<string?> _name = new("--name")
    {
        Description = "Name of the new study; an unfinished rerun of that name goes on. Default: STUDY-rerun, or with the next free number.",
        HelpName = "NAME",
    };
    private readonly Option<string?> _data = new("--data-root") { Description = "Where the data lie now, if not where they were.", HelpName = "DIR" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what is different today." };
    private readonly Option<string> _results = CommonOptions.Results();

    public RerunCommand(Terminal terminal)
        : base("rerun", "Run a study again with the settings and the seed of its manifest, and say what differs in software, machine and data.", terminal)
    {
        Add(_study);
        Add(_name);
        Add(_data);
        Add(_dryRun);
        Add(_results);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var results = arguments.GetRequiredValue(_results);
        using var original = StoredStudy.Open(results, arguments.GetRequiredValue(_study));
        var name = StudyRerun.Name(original, arguments.GetValue(_name));
        var loaded = StudyRerun.Settings(original, name, arguments.GetValue(_data));
        Print(Differences(original, loaded));
        var command = Command(results, original.Name, name, arguments.GetValue(_data));
        if (arguments.GetValue(_dryRun))
        {
            Terminal.Say("Nothing was begun.");
            Terminal.Next(command);
            return ExitCodes.Success;
        }
        var run = new StudyRun(Terminal, results, command);
        var (exitCode, ended) = await run.ExecuteAsync(loaded, startAnew: false, cancellation).ConfigureAwait(false);
        if (ended is null) return exitCode;
        using var rerun = StoredStudy.Open(results, name);
        Terminal.Say(StudyRerun.Agreement(original.Stored, rerun.Stored));
        Terminal.Next(CommandText.InResults(results, "compare", original.Name, name), rerun.Suggest("front"));
        return exitCode;
    }

    private static IReadOnlyList<EnvironmentDifference> Differences(StoredStudy original, LoadedStudy loaded)
    {
        var dataset = SegmentationDatasets.Open(loaded.Study.Data);
        var teacher = TeacherPackage.For(loaded.Study.Training, dataset, StudySession.PlaceOfTeacher(loaded));
        return EnvironmentDifferences.Of(original.Manifest, dataset.Fingerprint, teacher?.Fingerprint, WorkerSeat.Of(loaded.Study).Select(StudyRun.Describe));
    }

    private void Print(IReadOnlyList<EnvironmentDifference> differences)
    {
        if (differences.Count == 0)
        {
            Terminal.Say("Software, machine and data are those of the original.");
            return;
        }
        var table = new Table { Border = TableBorder.Simple }.AddColumns("different", "then", "now");
        foreach (var (what, then, now) in differences) table.AddRow(new Text(what), new Text(then ?? "–"), new Text(now ?? "–"));
        Terminal.Data.Write(table);
        Terminal.Say("Results can differ where these do; settings and seed are the same.");
    }

    private static string Command(string results, string original, string name, string? dataRoot) =>
        CommandText.InResults(results, ["rerun", original, "--name", name, .. dataRoot is null ? Array.Empty<string>() : ["--data-root", dataRoot]]);
}
