using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Deployment;
using NasFuse.Cli.Hosting;
using NasFuse.Core.Configuration;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse demo</c>: a small study on scenes made in memory, by the same code as <c>search</c> and <c>export</c>.</summary>
internal sealed class DemoCommand : Verb
{
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<bool> _new = new("--new") { Description = "Put an earlier demo aside and begin anew; otherwise it goes on where it stopped." };

    public DemoCommand(Terminal terminal)
        : base("demo", "Search, compare, export and verify on built-in data: about a minute on two CPU cores.", terminal)
    {
        Add(_results);
        Add(_new);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var results = arguments.GetRequiredValue(_results);
        var file = Path.Combine(AppContext.BaseDirectory, "search-spaces", "demo", "study.json");
        Terminal.Say($"The demo searches fusion architectures on street-like scenes made in memory, as {Path.GetRelativePath(".", file)} says.");
        var run = new StudyRun(Terminal, results, CommandText.InResults(results, "demo"));
        var loaded = StudyFile.Read(file, [], ProcessEnvironment.Variables());
        var (exitCode, ended) = await run.ExecuteAsync(loaded, arguments.GetValue(_new), cancellation).ConfigureAwait(false);
        if (ended is null) return exitCode;

        using var study = StoredStudy.Open(results, ended.Name);
        var (exported, folder) = StudyExport.Run(study, new ExportRequest(TrialPick.Knee, null, null, 1, ComparisonSettings.Default), Terminal);
        if (folder is null) return exported;
        Terminal.Next(
            CommandText.InResults(results, "show", ended.Name, $"{ended.Knee}"),
            CommandText.InResults(results, "query", ended.Name, "--order", "objectives.miou desc"),
            CommandText.Of("search", "search-spaces/camvid-quick/study.json", "--set", "data.root=path/to/camvid"));
        return ExitCodes.Success;
    }
}
