using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Progress;
using NasFuse.Core.Samplers;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Trials;
using Serilog;

namespace NasFuse.Cli.Hosting;

/// <summary>Runs a study on the Generic Host: composes controller, queue, workers, progress and logs from the study's settings.</summary>
/// <remarks>The controller is not a background service, because its result is the process's exit code.</remarks>
internal static class StudyHost
{
    /// <summary>What the workers of this process are called.</summary>
    private const string Here = "here";

    /// <param name="session">The study.</param>
    /// <param name="seats">Where this process evaluates.</param>
    /// <param name="engine">The engine whose workers do the work instead, or null.</param>
    /// <param name="dashboard">The dashboard that shows it live, or null.</param>
    /// <param name="terminal">Where progress is shown.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<StudySummary> RunAsync(
        StudySession session, LocalSeats seats, EngineUse? engine, LiveDashboard? dashboard, Terminal terminal, CancellationToken cancellation)
    {
        var specification = session.Manifest.Study.Study;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "nasfuse" });
        builder.Services
            .AddSerilog(StudyLog.Create(session.Store.Folder, terminal), dispose: true)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IHostLifetime, NoSignalsLifetime>()
            .AddSingleton(new StudyProgress(specification.Training.Epochs, TimeProvider.System))
            .AddSingleton<LogObserver>()
            .AddSingleton(services => new TensorBoardObserver(
                session.Store.Folder, services.GetRequiredService<StudyProgress>(), Note(services), TimeProvider.System))
            .AddSingleton<MeasurementGate>()
            .AddSingleton(services => TrialSettings.Of(session, Note(services)))
            .AddSingleton<ISampler>(_ => specification.Sampler.Create())
            .AddSingleton<ITrialStore>(session.Store)
            .AddSingleton(new InProcessTrialQueue(Math.Max(1, seats.Training.Count)));

        using var host = builder.Build();
        await host.StartAsync(cancellation).ConfigureAwait(false);
        await using var shown = dashboard is null ? null
            : await dashboard.StartAsync(terminal, host.Services.GetRequiredService<ILoggerFactory>(), cancellation).ConfigureAwait(false);
        await using var farm = engine is null ? null : await EngineStudy.OpenAsync(session, engine, Note(host.Services), cancellation).ConfigureAwait(false);
        if (engine is not null)
            terminal.Say($"study {session.Study.Name} is on {engine.Engine.Address}, pool '{engine.Pool}'. A worker is started by: {engine.WorkerCommand}");
        var runner = farm is null
            ? CreateRunner(host.Services, session, seats, dashboard, terminal)
            : CreateRunner(host.Services, session, farm.Queue, [], dashboard, terminal);
        using var shownFarm = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var showing = farm is null || dashboard is null ? Task.CompletedTask : FarmReport.KeepShowingAsync(farm, dashboard, shownFarm.Token);
        var work = runner.RunAsync(cancellation);
        var summary = await (terminal.IsLive
            ? new LiveProgress(terminal, host.Services.GetRequiredService<StudyProgress>(), specification.Training.Epochs).ShowWhileAsync(work)
            : work).ConfigureAwait(false);
        await shownFarm.CancelAsync().ConfigureAwait(false);
        await showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return summary;
    }

    private static StudyRunner CreateRunner(
        IServiceProvider services, StudySession session, LocalSeats seats, LiveDashboard? dashboard, Terminal terminal)
    {
        var queue = services.GetRequiredService<InProcessTrialQueue>();
        List<TrialWorker> workers = [.. seats.Training.Select((seat, slot) => new TrialWorker(queue, Here, slot, Creating(seat), FolderOf))];
        var timing = seats.Timing.Keys.ToDictionary(name => name, _ => new InProcessTrialQueue(1), StringComparer.Ordinal);
        workers.AddRange(seats.Timing.Select((seat, slot) =>
            new TrialWorker(timing[seat.Key], Here, seats.Training.Count + slot, Timing(seat.Key, seat.Value), FolderOf) { OnlyTimes = true }));
        ITrialQueue both = timing.Count == 0 ? queue : new LatencyFirstQueue(queue, timing.ToDictionary(part => part.Key, ITrialQueue (part) => part.Value));
        return CreateRunner(services, session, both, workers, dashboard, terminal);

        Func<ITrialEvaluator> Creating(WorkerSeat seat) => () => ActivatorUtilities.CreateInstance<TorchTrialEvaluator>(services, seat.Device, seat.Threads);

        Func<ITrialEvaluator> Timing(string name, WorkerSeat seat)
        {
            var study = session.Manifest.Study.Study;
            return () => ActivatorUtilities.CreateInstance<LatencyEvaluator>(services, name, study.Latency, study.Constraints, seat.Device, seat.Threads);
        }

        string FolderOf(TrialJob job) => Directory.CreateDirectory(session.Store.Folder.TrialFolder(job.Trial.Number)).FullName;
    }

    private static StudyRunner CreateRunner(
        IServiceProvider services, StudySession session, ITrialQueue queue, IReadOnlyList<TrialWorker> workers, LiveDashboard? dashboard, Terminal terminal)
    {
        var epochs = session.Manifest.Study.Study.Training.Epochs;
        var (progress, clock) = (services.GetRequiredService<StudyProgress>(), services.GetRequiredService<TimeProvider>());
        List<IStudyObserver> observers = [progress, services.GetRequiredService<LogObserver>()];
        if (!terminal.IsLive) observers.Add(new PlainProgress(terminal, progress, epochs, clock));
        if (session.Manifest.Study.Study.Tensorboard) observers.Add(services.GetRequiredService<TensorBoardObserver>());
        if (dashboard is not null) observers.Add(dashboard.Study);
        return new StudyRunner(
            session.Study, services.GetRequiredService<ISampler>(), services.GetRequiredService<ITrialStore>(), queue, workers,
            new ObserverGroup(observers), clock);
    }

    private static Action<string> Note(IServiceProvider services)
    {
        var log = services.GetRequiredService<ILogger<StudyRunner>>();
        return note => log.LogWarning("{Note}", note);
    }
}
