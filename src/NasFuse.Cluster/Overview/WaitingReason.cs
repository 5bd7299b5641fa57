using System.Globalization;
using NasFuse.Cluster.Wire.Documents;

namespace NasFuse.Cluster.Overview;

/// <summary>Says why a trial waits.</summary>
public static class WaitingReason
{
    private const int ShownRefusals = 3;

    private const string Soon = "a worker is about to take it";

    /// <summary>The reason, from who works.</summary>
    /// <param name="study">The trial's study.</param>
    /// <param name="workers">All workers that live.</param>
    /// <param name="owner">Who held the trial last, or null when nobody did.</param>
    /// <param name="memoryBytes">Memory that the trial needs, bytes; 0 where that is not known.</param>
    public static string Of(StudyDocument study, IReadOnlyCollection<WorkerDocument> workers, OwnerDocument? owner, long memoryBytes = 0)
    {
        if (owner is { IsFree: false } && workers.All(worker => worker.Worker != owner.Worker))
            return $"its worker {owner.Worker} gives no sign of life; another takes it after {study.LeaseSeconds:0.#} s";
        if (workers.Count == 0) return "no worker is connected";
        WorkerDocument[] pool = [.. workers.Where(worker => worker.Pool == study.Pool)];
        if (pool.Length == 0)
        {
            var pools = workers.Select(worker => $"'{worker.Pool}'").Distinct().Order(StringComparer.Ordinal);
            return $"no worker is in pool '{study.Pool}'; those connected are in {string.Join(", ", pools)}";
        }
        WorkerDocument[] awake = [.. pool.Where(worker => !worker.IsDraining)];
        if (awake.Length == 0) return $"all {pool.Length} workers of pool '{study.Pool}' are draining";
        if (study.DeviceClass is { } wanted && !awake.Any(worker => worker.IsOfClass(wanted))) return WhoIsThere(wanted, awake);
        WorkerDocument[] able = [.. awake.Where(worker => worker.Studies.Any(service => service.Study == study.Key && service.Refusal is null))];
        if (able.Length == 0) return WhyNobodyCan(study, awake);
        WorkerDocument[] large = [.. able.Where(worker => worker.MemoryBytes == 0 || worker.TrialBytes >= memoryBytes)];
        return large.Length > 0 ? WhyNobodyDoes(study, large)
            : $"it needs {Gibibytes(memoryBytes)} to be trained; the largest worker has {Gibibytes(able.Max(worker => worker.TrialBytes))} for a trial";
    }

    private static string Gibibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.##} GiB");

    private static string WhoIsThere(string wanted, WorkerDocument[] workers)
    {
        var devices = workers.Select(worker => $"{worker.Device}, {worker.DeviceName}").Distinct().Order(StringComparer.Ordinal);
        return $"for a worker of class {wanted}; those connected have {string.Join("; ", devices)}";
    }

    private static string WhyNobodyCan(StudyDocument study, WorkerDocument[] workers)
    {
        var refusals = workers.Select(worker => (worker.Host, worker.Studies.FirstOrDefault(service => service.Study == study.Key)?.Refusal))
            .Where(pair => pair.Refusal is not null).GroupBy(pair => pair.Refusal!, pair => pair.Host).ToArray();
        if (refusals.Length == 0) return "the workers are preparing the study";
        var shown = refusals.Take(ShownRefusals).Select(group => $"{string.Join(", ", group.Distinct())}: {group.Key}");
        return $"no worker can run it: {string.Join("; ", shown)}";
    }

    private static string WhyNobodyDoes(StudyDocument study, WorkerDocument[] able)
    {
        if (study.Times is not null) return able.All(worker => worker.Running.Any(trial => trial.Study == study.Key)) ? "others are timed" : Soon;
        var (slots, busy) = (able.Sum(worker => worker.Slots), able.Sum(worker => Math.Min(worker.Slots, worker.Running.Length)));
        return busy >= slots ? $"all {slots} place{(slots == 1 ? " is" : "s are")} busy" : Soon;
    }
}
