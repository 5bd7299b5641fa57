using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace NasFuse.Cluster.Engine;

/// <summary>Names within the engine. All parts are checked, so that no name reaches further than it should.</summary>
public static partial class Subjects
{
    /// <summary>Stream of trials that wait or run.</summary>
    public const string Trials = "TRIALS";

    /// <summary>Stream of what workers say, results included.</summary>
    public const string Records = "RECORDS";

    /// <summary>Buckets: who holds a trial, who should stop, who works, which studies there are, files.</summary>
    public const string OwnerBucket = "owner", StopBucket = "stop", WorkerBucket = "worker", StudyBucket = "study", ArtefactBucket = "artefacts";

    /// <summary>Subjects of the two streams.</summary>
    public const string AllTrials = "nas.trial.>", AllRecords = "nas.study.>";

    /// <summary>What tells a study from every other: a hash of its name and the moment it began, 16 hexadecimal digits.</summary>
    public static string StudyKey(string name, string created) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{created}")))[..16];

    /// <summary>A trial's place among those that wait.</summary>
    public static string Trial(string pool, string study, int trial) => $"nas.trial.{Pool(pool)}.{Study(study)}.{Number(trial)}";

    /// <summary>All trials of a study among those that wait.</summary>
    public static string TrialsOf(string pool, string study) => $"nas.trial.{Pool(pool)}.{Study(study)}.*";

    /// <summary>Name of the consumer that gives a study's trials to workers.</summary>
    public static string TrialConsumer(string pool, string study) => $"{Pool(pool)}-{Study(study)}";

    /// <summary>Name of the consumer that gives a study's records to its controller.</summary>
    public static string RecordConsumer(string study) => $"controller-{Study(study)}";

    /// <summary>Everything that is said about a study.</summary>
    public static string RecordsOf(string study) => $"nas.study.{Study(study)}.>";

    /// <summary>All reports of a study.</summary>
    public static string ReportsOf(string study) => $"nas.study.{Study(study)}.report.>";

    /// <summary>One report: each has a place of its own, so that the engine takes it once.</summary>
    public static string Report(string study, int trial, int lease, int index) =>
        $"nas.study.{Study(study)}.report.{Number(trial)}.{Number(lease)}.{Number(index)}";

    /// <summary>All results of a study.</summary>
    public static string ResultsOf(string study) => $"nas.study.{Study(study)}.result.*";

    /// <summary>The one result of a trial.</summary>
    public static string Result(string study, int trial) => $"nas.study.{Study(study)}.result.{Number(trial)}";

    /// <summary>True for the place of a result.</summary>
    public static bool IsResult(string subject) => subject.Split('.') is ["nas", "study", _, "result", _];

    /// <summary>Where a worker hears decisions.</summary>
    public static string Decisions(string worker) => $"nas.decision.{Worker(worker)}";

    /// <summary>Key of a trial in the buckets of owners and stops.</summary>
    public static string TrialKey(string study, int trial) => $"trial.{Study(study)}.{Number(trial)}";

    /// <summary>Key of a worker in the bucket of stops.</summary>
    public static string WorkerKey(string worker) => $"worker.{Worker(worker)}";

    /// <summary>Number of the trial that a subject or a key ends with, or null.</summary>
    public static int? TrialOf(string subject) =>
        int.TryParse(subject.AsSpan(subject.LastIndexOf('.') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var trial) ? trial : null;

    /// <summary>True for the name of a pool.</summary>
    public static bool IsPool(string pool) => PoolPattern().IsMatch(pool);

    private static string Pool(string pool) => IsPool(pool) ? pool : throw new ArgumentException($"'{pool}' is no pool", nameof(pool));

    private static string Study(string key) => StudyPattern().IsMatch(key) ? key : throw new ArgumentException($"'{key}' is no key of a study", nameof(key));

    private static string Worker(string worker) =>
        WorkerPattern().IsMatch(worker) ? worker : throw new ArgumentException($"'{worker}' is no worker", nameof(worker));

    private static string Number(int number) =>
        number >= 0 ? number.ToString(CultureInfo.InvariantCulture) : throw new ArgumentOutOfRangeException(nameof(number));

    [GeneratedRegex("^[a-z0-9-]{1,40}\\z")]
    private static partial Regex PoolPattern();

    [GeneratedRegex("^[0-9a-f]{16}\\z")]
    private static partial Regex StudyPattern();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,100}\\z")]
    private static partial Regex WorkerPattern();
}
