using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Hosting;
using NasFuse.Core.Configuration;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse controller study.json --engine URL</c>: a search whose trials are evaluated by workers anywhere.</summary>
internal sealed class ControllerCommand : Verb
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly Argument<string> _file = new("study.json") { Description = "The study file." };
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<string[]> _set = CommonOptions.Set();
    private readonly Option<bool> _new = new("--new") { Description = "Put a stored study of this name aside (name.1, name.2 …) and begin anew." };
    private readonly EngineOptions _engine = new();
    private readonly Option<string> _pool = EngineOptions.Pool("Workers that may serve the study.");
    private readonly Option<double> _lease = NumberOptions.Create("--lease", "Seconds without a sign of life after which a trial is given to another worker", 1.0, 3600, 30);
    private readonly Option<string?> _device = new("--device-class")
    {
        Description = "Run and time trials on such devices only: cpu, cuda, or part of a model's name, e.g. h200. Latency of different "
            + "devices does not compare; objectives such as latencyMs@h200 are timed on their class in any case.",
        HelpName = "CLASS",
    };

    private readonly Option<int> _ahead = NumberOptions.Create("--ahead", "Trials that wait beyond those that free workers take at once; each is proposed without the newest results", 0, 10_000, 0);

    private readonly Option<double?> _memory = NumberOptions.Optional(
        "--trial-memory", "GiB of a device's memory that a trial needs; workers with less for a trial leave it to others. Default: estimated from each graph",
        0.001, 10_000.0);


    private readonly Option<bool> _dashboard = new("--dashboard") { Description = "Show the search and its workers live in a browser while it runs." };
    private readonly Option<string> _url = CommonOptions.DashboardUrl();

    public ControllerCommand(Terminal terminal)
        : base("controller", "Search as 'nasfuse search' does, but let workers on many machines evaluate: it asks, tells and records.", terminal)
    {
        Add(_file);
        _engine.AddTo(this);
        Add(_pool);
        Add(_device);
        Add(_lease);
        Add(_ahead);
        Add(_memory);
        Add(_results);
        Add(_set);
        Add(_new);
        Add(_dashboard);
        Add(_url);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var loaded = StudyFile.Read(arguments.GetRequiredValue(_file), arguments.GetValue(_set) ?? [], ProcessEnvironment.Variables());
        var (results, pool) = (arguments.GetRequiredValue(_results), arguments.GetRequiredValue(_pool));
        await using var engine = await _engine.OpenAsync(arguments, $"controller-{loaded.Study.Name}", s_patience, Terminal.Say, cancellation).ConfigureAwait(false);
        if (engine.Caveat is { } caveat) Terminal.Say($"note: {caveat}");
        string[] worker = ["worker", .. _engine.Words(arguments), .. pool == Cluster.Leases.WorkerIdentity.DefaultPool ? (string[])[] : ["--pool", pool]];
        var use = new EngineUse(
            engine, pool, arguments.GetValue(_lease), arguments.GetValue(_device), arguments.GetValue(_ahead),
            (long?)(arguments.GetValue(_memory) * (1L << 30)), CommandText.Of(worker));
        var run = new StudyRun(Terminal, results, CommandText.Of(arguments), use) { DashboardUrl = CommonOptions.DashboardUrl(arguments, _dashboard, _url) };
        var (exitCode, study) = await run.ExecuteAsync(loaded, arguments.GetValue(_new), cancellation).ConfigureAwait(false);
        if (study is not null)
        {
            Terminal.Next(
                CommandText.InResults(results, "show", study.Name, $"{study.Knee}"),
                CommandText.InResults(results, "export", study.Name, "--pick", "knee", "-o", "out"));
        }
        return exitCode;
    }
}
