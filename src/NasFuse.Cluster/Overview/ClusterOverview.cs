using System.Collections.Immutable;
using NasFuse.Cluster.Wire.Documents;

namespace NasFuse.Cluster.Overview;

/// <summary>A worker as it was seen last.</summary>
/// <param name="Document">The worker and what it does.</param>
/// <param name="Age">Time since it was seen, as far as the clocks of this machine and the engine agree.</param>
public sealed record SeenWorker(WorkerDocument Document, TimeSpan Age);

/// <summary>A trial that waits.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Why">Why it waits.</param>
public sealed record WaitingTrial(int Trial, string Why);

/// <summary>A trial that runs.</summary>
/// <param name="Worker">Who runs it.</param>
/// <param name="Document">Which and how far.</param>
public sealed record RunningTrial(WorkerDocument Worker, RunningDocument Document);

/// <summary>A study on the engine.</summary>
/// <param name="Document">The study.</param>
/// <param name="Running">Trials that run, by number.</param>
/// <param name="Waiting">Trials that wait, by number.</param>
public sealed record StudyOverview(StudyDocument Document, ImmutableArray<RunningTrial> Running, ImmutableArray<WaitingTrial> Waiting);

/// <summary>What an engine holds and who works on it.</summary>
/// <param name="Server">Version of the server.</param>
/// <param name="Workers">Workers, by id.</param>
/// <param name="Studies">Studies, by name.</param>
public sealed record ClusterOverview(string Server, ImmutableArray<SeenWorker> Workers, ImmutableArray<StudyOverview> Studies);
