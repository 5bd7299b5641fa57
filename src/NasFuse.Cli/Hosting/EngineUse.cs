using NasFuse.Cluster.Connections;

namespace NasFuse.Cli.Hosting;

/// <summary>How a study is run on a distributed engine.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Pool">Workers that may serve it.</param>
/// <param name="LeaseSeconds">Seconds without a sign of life after which a trial is given to another worker.</param>
/// <param name="DeviceClass">Kind of device that runs and times its trials, or null for any.</param>
/// <param name="Ahead">Trials that wait beyond those that free workers take at once.</param>
/// <param name="TrialBytes">Memory of a device that a trial needs, bytes, or null to estimate it for each.</param>
/// <param name="WorkerCommand">A command that starts a worker for it.</param>
internal sealed record EngineUse(EngineConnection Engine, string Pool, double LeaseSeconds, string? DeviceClass, int Ahead, long? TrialBytes,
    string WorkerCommand);
