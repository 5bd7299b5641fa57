using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.Storage;
using NasFuse.TestKit.Studies;

namespace NasFuse.Benchmarks.Farms;

/// <summary>What came of a study whose farm was harmed.</summary>
/// <param name="Faults">Faults that were done to it.</param>
/// <param name="Seconds">Time of the whole.</param>
/// <param name="Stored">Trials in the store.</param>
/// <param name="Complete">Those that have their result.</param>
/// <param name="Lost">Numbers that are missing or have not ended.</param>
/// <param name="Twice">Numbers whose end was recorded more than once.</param>
/// <param name="Evaluations">Evaluations that workers began.</param>
/// <param name="MostEvaluations">Most that the faults explain.</param>
/// <param name="IsSameFront">True when the front is that of an undisturbed run of the same seed.</param>
/// <param name="FrontSize">Trials on the front.</param>
/// <param name="Differences">Trials that differ from those of the undisturbed run.</param>
/// <param name="Surprises">Processes that ended by themselves.</param>
internal sealed record ChaosReport(
    int Faults, double Seconds, int Stored, int Complete, int Lost, int Twice, int Evaluations, int MostEvaluations, bool IsSameFront, int FrontSize, int Differences,
    IReadOnlyList<string> Surprises)
{
    /// <summary>True when nothing was lost, nothing was recorded twice, and nothing came out otherwise than undisturbed.</summary>
    public bool IsGood(ChaosSettings settings) => Stored == settings.Trials && Lost == 0 && Twice == 0 && Evaluations <= MostEvaluations && IsSameFront && Differences == 0
        && Surprises.Count == 0 && Faults == settings.WorkerKills + settings.ControllerKills + settings.EngineKills + settings.Freezes;

    /// <summary>Counts.</summary>
    public static ChaosReport Of(ChaosFarm farm, ChaosSettings settings, int faults, TimeSpan elapsed)
    {
        using var store = LiteDbTrialReader.Open(new StudyFolder(farm.Study));
        var trials = store.Trials();
        var ended = Journal.Read(farm.ControllerJournal);
        var evaluated = farm.WorkerJournals.SelectMany(Journal.Read).Count(line => line.StartsWith(SleepingEvaluator.Began, StringComparison.Ordinal));
        var alone = Undisturbed(settings);
        var study = FarmStudy.Create(settings.Trials, settings.Seed, settings.Batch);
        var (front, expected) = (TrialRanking.Front(trials, study.Objectives), TrialRanking.Front(alone, study.Objectives));
        var needed = trials.Count(trial => trial.State is TrialState.Complete or TrialState.Failed or TrialState.Pruned);
        return new ChaosReport(
            faults, elapsed.TotalSeconds, trials.Count, trials.Count(trial => trial.State == TrialState.Complete),
            Enumerable.Range(0, settings.Trials).Count(number => trials.FirstOrDefault(trial => trial.Number == number)?.State.IsFinal() != true),
            ended.GroupBy(line => line).Count(group => group.Count() > 1), evaluated, needed + Explained(settings), Same(front, expected), front.Count,
            trials.Zip(alone).Count(pair => !Same([pair.First], [pair.Second])), farm.Surprises);
    }

    /// <summary>A killed or frozen worker costs its trial; a restarted controller or engine at most what all workers hold.</summary>
    private static int Explained(ChaosSettings settings) =>
        settings.WorkerKills + settings.Freezes + (settings.ControllerKills + settings.EngineKills) * settings.Workers;

    private static bool Same(IReadOnlyList<Trial> these, IReadOnlyList<Trial> those) =>
        these.Select(Essence).SequenceEqual(those.Select(Essence));

    private static string Essence(Trial trial) =>
        FormattableString.Invariant($"{trial.Number} {trial.State} {trial.ArchitectureId} {string.Join(' ', trial.Metrics.Select(metric => $"{metric.Key}={metric.Value:R}"))}");

    /// <summary>The same study in one process, on the other kind of queue, with a worker that does not sleep.</summary>
    private static IReadOnlyList<Trial> Undisturbed(ChaosSettings settings)
    {
        using var store = new InMemoryTrialStore(new InMemoryTrialStore.Content());
        var queue = new InProcessTrialQueue(1);
        var folder = Directory.CreateTempSubdirectory("nasfuse-undisturbed-");
        var worker = new TrialWorker(queue, "alone", 0, () => new SleepingEvaluator(0, 0, 4), _ => folder.FullName);
        var study = FarmStudy.Create(settings.Trials, settings.Seed, settings.Batch);
        new StudyRunner(study, FarmStudy.Sampler(settings.Batch), store, queue, [worker], new FarmObserver(null), TimeProvider.System)
            .RunAsync(CancellationToken.None).GetAwaiter().GetResult();
        folder.Delete(recursive: true);
        return store.Trials();
    }
}
