using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Progress;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Storage;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Runtime;
using NasFuse.Torch.Trials;

namespace NasFuse.Cli.Hosting;

/// <summary>Plans and evaluates repeats, round by round, until nothing is left to promote.</summary>
internal sealed class PromotionRun(Terminal terminal, string resultsRoot, string command)
{
    /// <exception cref="UserErrorException">The request does not fit the study, or its data are not those it began with.</exception>
    /// <exception cref="StudyNotFoundException">There is no such study.</exception>
    /// <exception cref="StoreLockedException">Another process runs the study.</exception>
    public async Task ExecuteAsync(string name, PromotionRequest request, CancellationToken cancellation)
    {
        var manifest = ManifestOf(name);
        Check(request, manifest.Study.Study);
        var seats = WorkerSeat.Of(manifest.Study.Study);
        foreach (var seat in seats) TorchRuntime.Resolve(seat.Device, new("workers.device"));
        using var session = StudySession.Open(
            manifest.Study, resultsRoot, startAnew: false, seats.Select(StudyRun.Describe),
            (string?)manifest.Json["command"] ?? command, TimeProvider.System);
        using var gate = new MeasurementGate();
        try
        {
            var repeats = await PromoteAsync(session, seats, gate, request, cancellation).ConfigureAwait(false);
            terminal.Say(repeats == 0 ? "Nothing to promote: what was asked for is done." : $"{repeats} evaluation{(repeats == 1 ? "" : "s")} added");
        }
        catch (OperationCanceledException)
        {
            terminal.Say("Interrupted; everything is saved. To go on:");
            terminal.Say($"  {command}");
            throw;
        }
    }

    private async Task<int> PromoteAsync(
        StudySession session, IReadOnlyList<WorkerSeat> seats, MeasurementGate gate, PromotionRequest request, CancellationToken cancellation)
    {
        var plan = new PromotionPlan(session.Study, request);
        var touched = new HashSet<int>();
        for (var done = 0; ;)
        {
            var trials = session.Store.Trials();
            // Failed ones end the loop too: they count as evaluations that were tried.
            var next = plan.Next(trials, touched, session.Store.Epochs);
            if (next.Count == 0) return done;
            terminal.Say($"{next.Count} evaluation{(next.Count == 1 ? "" : "s")} to do: {string.Join(", ", next.Select(repeat => $"#{repeat.Trial}"))}");
            foreach (var budget in next.GroupBy(repeat => repeat.Epochs))
                await RunnerFor(session, seats, gate, budget.Key).RunAsync(budget, cancellation).ConfigureAwait(false);
            touched.UnionWith(next.Select(repeat => repeat.Trial));
            done += next.Count;
        }
    }

    private RepeatRunner RunnerFor(StudySession session, IReadOnlyList<WorkerSeat> seats, MeasurementGate gate, int epochs)
    {
        var usual = TrialSettings.Of(session, terminal.Say);
        // Values count whatever they are: a repeat that breaks a constraint by its noise is still a measurement.
        var settings = usual with { Training = usual.Training with { Epochs = epochs }, Constraints = [] };
        return new RepeatRunner(
            session.Store, [.. seats.Select(seat => Creating(() => new TorchTrialEvaluator(settings, seat.Device, seat.Threads, gate, TimeProvider.System)))],
            (trial, repeat) => FolderOf(session.Store.Folder, trial, repeat), new RepeatProgress(terminal), TimeProvider.System);
    }

    private static Func<ITrialEvaluator> Creating(Func<ITrialEvaluator> create) => create;

    private static string FolderOf(StudyFolder study, Trial trial, Repeat repeat)
    {
        var folder = study.TrialFolder(trial.Number);
        return Directory.CreateDirectory(repeat.Continues(trial) ? folder : Path.Combine(folder, $"repeat-{repeat.Index}")).FullName;
    }

    private RunManifest ManifestOf(string name)
    {
        using var study = StoredStudy.Open(resultsRoot, name);
        return study.Manifest;
    }

    private static void Check(PromotionRequest request, StudySpecification study)
    {
        if (request.Epochs < study.Training.Epochs)
            throw new UserErrorException(new SourcePlace("--epochs"), ErrorCodes.OutOfRange,
                $"must be at least {study.Training.Epochs}, the study's own 'training.epochs', but was {request.Epochs}");
    }
}
