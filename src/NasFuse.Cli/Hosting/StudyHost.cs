using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Progress;
using NasFuse.Core.Samplers;
using NasFuse.Core.Studies;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Trials;
using Serilog;

namespace NasFuse.Cli.Hosting;

/// <summary>Runs a study on the Generic Host: composes controller, queue, workers, progress and logs from the study's settings.</summary>
/// <remarks>The controller is not a background service, because its result is the process's exit code.</remarks>
internal static class StudyHost
{
    public static async Task<StudySummary> RunAsync(
        StudySession session, IReadOnlyList<WorkerSeat> seats, Terminal terminal, LiveDashboard? dashboard, CancellationToken cancellation)
    {
        var specification = session.Manifest.Study.Study;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "nasfuse" });
        builder.Services
            .AddSerilog(StudyLog.Create(session.Store.Folder, terminal), dispose: true)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IHostLifetime, NoSignalsLifetime>()
            .AddSingleton(new StudyProgress(specification.Training.Epochs, TimeProvider.System))
            .AddSingleton<LogObserver>()
            .AddSingleton<MeasurementGate>()
            .AddSingleton(services => TrialSettings.Of(session, Note(services)))
            .AddSingleton<ISampler>(_ => specification.Sampler.Create())
            .AddSingleton<ITrialStore>(session.Store)
            .AddSingleton<ITrialQueue>(new InProcessTrialQueue(seats.Count))
            .AddSingleton(services => CreateRunner(services, session, seats, terminal, dashboard));

        using var host = builder.Build();
        await host.StartAsync(cancellation).ConfigureAwait(false);
        await using var shown = dashboard is null ? null : await dashboard.StartAsync(terminal, host.Services.GetRequiredService<ILoggerFactory>(), cancellation).ConfigureAwait(false);
        var work = host.Services.GetRequiredService<StudyRunner>().RunAsync(cancellation);
        var summary = terminal.IsLive
            ? await new LiveProgress(terminal, host.Services.GetRequiredService<StudyProgress>(), specification.Training.Epochs).ShowWhileAsync(work).ConfigureAwait(false)
            : await work.ConfigureAwait(false);
        await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return summary;
    }

    private static StudyRunner CreateRunner(
        IServiceProvider services, StudySession session, IReadOnlyList<WorkerSeat> seats, Terminal terminal, LiveDashboard? dashboard)
    {
        var specification = session.Manifest.Study.Study;
        var (progress, clock) = (services.GetRequiredService<StudyProgress>(), services.GetRequiredService<TimeProvider>());
        List<IStudyObserver> observers = [progress, services.GetRequiredService<LogObserver>()];
        if (!terminal.IsLive) observers.Add(new PlainProgress(terminal, progress, specification.Training.Epochs, clock));
        if (dashboard is not null) observers.Add(dashboard.Study);
        return new StudyRunner(
            session.Study, services.GetRequiredService<ISampler>(), services.GetRequiredService<ITrialStore>(), services.GetRequiredService<ITrialQueue>(),
            [.. seats.Select(seat => (Func<ITrialEvaluator>)(() => ActivatorUtilities.CreateInstance<TorchTrialEvaluator>(services, seat.Device, seat.Threads)))],
            number => Directory.CreateDirectory(session.Store.Folder.TrialFolder(number)).FullName, new ObserverGroup(observers), clock);
    }

    private static Action<string> Note(IServiceProvider services)
    {
        var log = services.GetRequiredService<ILogger<TorchTrialEvaluator>>();
        return note => log.LogWarning("{Note}", note);
    }
}
