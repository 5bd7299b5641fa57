using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Configuration;
using NasFuse.Core.Studies;
using NasFuse.Torch.Runtime;

namespace NasFuse.Cli.Hosting;

/// <summary>A study that ended with a front.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Knee">Number of the trial that is the best compromise.</param>
internal sealed record EndedStudy(string Name, int Knee);

/// <summary>Runs a study from its configuration to the front table, as <c>search</c> and <c>demo</c> do.</summary>
/// <param name="terminal">Where progress is shown.</param>
/// <param name="resultsRoot">Folder of all studies.</param>
/// <param name="command">The command line, to go on with.</param>
/// <param name="engine">The engine whose workers do the work, or null to do it in this process.</param>
internal sealed class StudyRun(Terminal terminal, string resultsRoot, string command, EngineUse? engine = null)
{
    /// <summary>File in the study's folder that the Pareto front is drawn into.</summary>
    public const string PictureFile = "front.png";

    /// <summary>Where a dashboard shows the study while it runs, or null for none.</summary>
    public string? DashboardUrl { get; init; }

    /// <summary>Runs, shows the front, and returns an exit code; the study is null when nothing feasible was found.</summary>
    public Task<(int ExitCode, EndedStudy? Study)> ExecuteAsync(LoadedStudy loaded, bool startAnew, CancellationToken cancellation) =>
        ExecuteAsync(loaded, startAnew, Conclude, cancellation);

    /// <summary>Runs, says how many trials ended how, and leaves the rest to the caller, as long as the study is held.</summary>
    public async Task<T> ExecuteAsync<T>(LoadedStudy loaded, bool startAnew, Func<StudySession, StudySummary, T> conclude, CancellationToken cancellation)
    {
        var seats = engine is null ? WorkerSeat.Of(loaded.Study) : [];
        foreach (var seat in seats) TorchRuntime.Resolve(seat.Device, new("workers.device"));
        using var telemetry = TelemetryExport.Begin(engine is null ? "search" : "controller", ProcessEnvironment.Variables());
        var places = new LocalSeats(seats, engine is null ? TimingSeats.Of(loaded, seats) : TimingSeats.None);
        using var session = StudySession.Open(loaded, resultsRoot, startAnew, Devices(seats), command, TimeProvider.System);
        var dashboard = DashboardUrl is null ? null : new LiveDashboard(session, resultsRoot, DashboardUrl);
        var summary = await StudyHost.RunAsync(session, places, engine, dashboard, terminal, cancellation).ConfigureAwait(false);
        if (summary.Interrupted)
        {
            var others = engine is null ? "" : ", and workers go on with what they hold";
            terminal.Say($"Interrupted after {Show.Duration(summary.Elapsed)}; everything is saved{others}. To go on:");
            terminal.Say($"  {command}");
            throw new OperationCanceledException(cancellation);
        }
        var counts = summary.Trials.GroupBy(trial => trial.State).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}");
        terminal.Say($"study {session.Study.Name} ended after {Show.Duration(summary.Elapsed)}: {summary.Trials.Length} trials, {string.Join(", ", counts)}");
        return conclude(session, summary);
    }

    private IEnumerable<string> Devices(IReadOnlyList<WorkerSeat> seats) =>
        engine is null ? seats.Select(Describe) : [$"workers of {engine.Engine.Address}, pool '{engine.Pool}'"];

    /// <summary>A worker's seat as manifests keep it.</summary>
    public static string Describe(WorkerSeat seat) => $"{seat.Device}, {seat.Threads} threads";

    private (int, EndedStudy?) Conclude(StudySession session, StudySummary summary)
    {
        if (summary.Front.IsEmpty)
        {
            terminal.Say($"No feasible trial. {WhyNothing(summary)}");
            return (ExitCodes.NothingFeasible, null);
        }
        var picture = Path.Combine(session.Store.Folder.Path, PictureFile);
        ParetoPicture.Save(picture, $"{session.Study.Name}: {summary.Trials.Length} trials", summary.Trials, session.Manifest);
        var front = FormattableString.Invariant($"front of {summary.Front.Length} architectures, hypervolume {summary.HypervolumeShare:F4}");
        terminal.Say($"{front}, drawn in {Path.GetRelativePath(".", picture)}");
        terminal.Data.Write(FrontTable.Create(summary.Front, session.Study.Objectives));
        return (ExitCodes.Success, new EndedStudy(session.Study.Name, TrialRanking.Knee(summary.Trials, session.Study.Objectives)!.Number));
    }

    private static string WhyNothing(StudySummary summary)
    {
        var reasons = summary.Trials.Where(trial => trial.Error is not null).GroupBy(trial => trial.State).Select(group =>
            $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}, e.g. #{group.First().Number}: {group.First().Error}");
        return string.Join("; ", reasons);
    }
}
