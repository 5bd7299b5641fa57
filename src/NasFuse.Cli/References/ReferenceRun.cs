using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Hosting;
using NasFuse.Storage;

namespace NasFuse.Cli.References;

/// <summary>What a run over the references does besides training.</summary>
/// <param name="Results">Folder of all studies.</param>
/// <param name="Output">Folder of the report, or null for that of the first study.</param>
/// <param name="StartAnew">Put stored studies aside.</param>
/// <param name="Remeasure">Measure again what was measured.</param>
/// <param name="Quick">As few timed runs as a latency needs.</param>
/// <param name="ReportOnly">Train nothing: measure and report what is trained by now.</param>
internal sealed record ReferenceRunOptions(string Results, string? Output, bool StartAnew, bool Remeasure, bool Quick, bool ReportOnly);

/// <summary>Trains, measures and reports the references.</summary>
/// <param name="terminal">Where to talk.</param>
/// <param name="options">What to do.</param>
/// <param name="command">The exact command.</param>
/// <param name="resume">The command that goes on with it.</param>
internal sealed class ReferenceRun(Terminal terminal, ReferenceRunOptions options, string command, string resume)
{
    /// <summary>Runs everything and returns an exit code.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; everything done so far is kept.</exception>
    public async Task<int> ExecuteAsync(IReadOnlyList<PlannedStudy> studies, CancellationToken cancellation)
    {
        if (!options.ReportOnly) await TrainAsync(studies, cancellation).ConfigureAwait(false);
        var measured = Measure(studies, cancellation);
        var results = ReferenceResult.Of(measured);
        var folder = options.Output ?? StudyFolders.Resolve(options.Results, studies[0].Name).Path;
        Print(results, new ReferenceReport(measured, results, command, TimeProvider.System).Write(folder));
        return Judge(results, studies[0].Name);
    }

    private async Task TrainAsync(IReadOnlyList<PlannedStudy> studies, CancellationToken cancellation)
    {
        foreach (var (i, study) in studies.Index())
        {
            var what = $"{study.References.Count} reference{(study.References.Count == 1 ? "" : "s")} ({study.Family.Name}, seed {study.Loaded.Study.Seed})";
            terminal.Say($"{what}, study {i + 1} of {studies.Count}: {study.Name}");
            var run = new StudyRun(terminal, options.Results, resume);
            await run.ExecuteAsync(study.Loaded, options.StartAnew, (_, _) => true, cancellation).ConfigureAwait(false);
        }
    }

    private MeasuredStudy[] Measure(IReadOnlyList<PlannedStudy> studies, CancellationToken cancellation)
    {
        var pass = new MeasuringPass(terminal, options.Quick, options.Remeasure, TimeProvider.System);
        try
        {
            return [.. studies.Select(study => pass.Run(options.Results, study, cancellation))];
        }
        catch (OperationCanceledException)
        {
            terminal.Say("Interrupted while measuring; everything is saved. To go on:");
            terminal.Say($"  {resume}");
            throw;
        }
    }

    private void Print(IReadOnlyList<ReferenceResult> results, IReadOnlyList<string> report)
    {
        foreach (var family in results.GroupBy(result => result.Reference.Family))
        {
            terminal.RawData.WriteLine($"{family.Key.Name}: {family.Count()} references");
            terminal.RawData.Flush();
            terminal.Data.Write(ReferenceTable.Create([.. family]));
        }
        foreach (var line in ReferenceTable.Correlations(results)) terminal.RawData.WriteLine(line);
        terminal.RawData.Flush();
        terminal.Say($"written: {string.Join(", ", report)}");
    }

    private int Judge(IReadOnlyList<ReferenceResult> results, string study)
    {
        ReferenceProblem[] problems = [.. results.SelectMany(result => result.Problems)];
        foreach (var problem in problems) terminal.Complain(problem.Text);
        var ended = results.Count(result => result.Problems.Count == 0);
        terminal.Say($"{ended} of {results.Count} references were trained, exported and verified.");
        if (results.FirstOrDefault(result => result.Trials.Count > 0) is { } best)
        {
            terminal.Next(
                CommandText.InResults(options.Results, "query", study, "--select", "choices.architecture, objectives, parameters", "--order", "objectives.miou desc"),
                CommandText.Of("references", "show", best.Reference.Family.NameOf(best.Reference.Name)),
                CommandText.InResults(options.Results, "export", study, "--pick", "best:miou", "-o", "out"));
        }
        if (problems.Any(problem => !problem.IsOfVerification)) return ExitCodes.NothingFeasible;
        return problems.Length > 0 ? ExitCodes.VerificationFailed : ExitCodes.Success;
    }
}
