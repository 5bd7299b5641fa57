using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Hosting;
using NasFuse.Core.Configuration;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse search study.json</c>: begins a study or goes on with it.</summary>
internal sealed class SearchCommand : Verb
{
    private readonly Argument<string> _file = new("study.json") { Description = "The study file." };
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<string[]> _set = CommonOptions.Set();
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Show every setting with its origin, the space's size, five sampled architectures, and how much time and disk the study needs; "
            + "write nothing.",
    };
    private readonly Option<bool> _new = new("--new") { Description = "Put a stored study of this name aside (name.1, name.2 …) and begin anew." };

    private readonly Option<bool> _dashboard = new("--dashboard") { Description = "Show the search live in a browser while it runs." };
    private readonly Option<string> _url = CommonOptions.DashboardUrl();

    public SearchCommand(Terminal terminal)
        : base("search", "Search architectures as a study file says; an existing study goes on where it stopped.", terminal)
    {
        Add(_file);
        Add(_results);
        Add(_set);
        Add(_dryRun);
        Add(_new);
        Add(_dashboard);
        Add(_url);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var file = arguments.GetRequiredValue(_file);
        var loaded = StudyFile.Read(file, arguments.GetValue(_set) ?? [], ProcessEnvironment.Variables());
        var results = arguments.GetRequiredValue(_results);
        if (arguments.GetValue(_dryRun)) return await DryRun.ShowAsync(loaded, results, Terminal, cancellation).ConfigureAwait(false);
        var run = new StudyRun(Terminal, results, CommandText.Of(arguments))
        {
            DashboardUrl = CommonOptions.DashboardUrl(arguments, _dashboard, _url),
        };
        var (exitCode, study) = await run.ExecuteAsync(loaded, arguments.GetValue(_new), cancellation).ConfigureAwait(false);
        if (study is not null)
        {
            Terminal.Next(
                CommandText.InResults(results, "show", study.Name, $"{study.Knee}"),
                CommandText.InResults(results, "export", study.Name, "--pick", "knee", "-o", "out"),
                CommandText.InResults(results, "query", study.Name, "--order", "objectives.miou desc"));
        }
        return exitCode;
    }
}
