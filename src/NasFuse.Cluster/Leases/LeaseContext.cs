using NasFuse.Core.Studies.Queues;
using NATS.Client.JetStream;

namespace NasFuse.Cluster.Leases;

/// <summary>What all leases of a worker have in common.</summary>
/// <param name="Stream">The engine.</param>
/// <param name="Worker">Id of the worker.</param>
/// <param name="Artefacts">Files of the engine.</param>
/// <param name="Decisions">What the controller decides.</param>
/// <param name="Timing">How patient the worker is.</param>
/// <param name="Clock">The time.</param>
/// <param name="Note">Told what a person should know.</param>
internal sealed record LeaseContext(
    INatsJSContext Stream, string Worker, IArtefactStore Artefacts, DecisionInbox Decisions, WorkerTiming Timing, TimeProvider Clock, Action<string> Note);
