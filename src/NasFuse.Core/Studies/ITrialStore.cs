using System.Text.Json.Nodes;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Core.Studies;

/// <summary>Keeps a study: its manifest, its trials, their epochs, the sampler's state.</summary>
/// <remarks>
/// Thread-safe; every method returns after the change is durable. There is one writer per study, which holds the study's lock until disposed.
/// Everything passed in one call is stored together or not at all.
/// </remarks>
public interface ITrialStore : ITrialReader, IDisposable
{
    /// <summary>
    /// Stores all that is changed within some work in one transaction: durable as a whole when this returns, or not at all when the work throws.
    /// </summary>
    /// <param name="work">Calls this store; done once, on a thread of the store's choice, and waits for no other thread.</param>
    void Together(Action work);

    /// <summary>Stores the manifest of a new study, or replaces it on resume.</summary>
    void SaveManifest(JsonObject manifest);

    /// <summary>Stores a new trial together with the sampler's state after proposing it.</summary>
    /// <exception cref="InvalidOperationException">A trial of that number exists.</exception>
    void Propose(Trial trial, JsonObject samplerState);

    /// <summary>Marks a trial as running and counts the attempt; returns the stored trial.</summary>
    /// <exception cref="InvalidOperationException">The trial is not <see cref="TrialState.Proposed"/> or <see cref="TrialState.Interrupted"/>.</exception>
    Trial Start(int number, string device);

    /// <summary>Stores metrics that were measured before training, beside those that the trial has; leaves a trial that is final as it ended.</summary>
    /// <param name="number">Number of the trial.</param>
    /// <param name="metrics">Metrics by name.</param>
    /// <param name="latencyBackend">How latency was measured, or null to leave what is stored about that.</param>
    /// <exception cref="InvalidOperationException">There is no such trial.</exception>
    void Measured(int number, IReadOnlyDictionary<string, double> metrics, string? latencyBackend = null);

    /// <summary>Adds what an epoch gave. Reporting the same epoch again replaces it (an epoch after the last checkpoint is trained again after a crash).</summary>
    void Report(int number, EpochRecord epoch);

    /// <summary>Stores the end of a trial. Idempotent: when the stored trial is final already, it stays and false is returned.</summary>
    bool Finish(Trial trial);

    /// <summary>
    /// Adds a repeat of a trial that ended, or replaces it. Idempotent: when the stored repeat is final already, it stays and false is returned.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such trial, or it has not ended.</exception>
    bool Save(Repeat repeat);

    /// <summary>
    /// Turns a trial that is <see cref="TrialState.Running"/>, whose worker let go of it, into <see cref="TrialState.Interrupted"/>; leaves any other.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such trial.</exception>
    void Interrupt(int number);

    /// <summary>Turns trials that a dead process left as <see cref="TrialState.Running"/> into <see cref="TrialState.Interrupted"/>; returns their numbers.</summary>
    IReadOnlyList<int> InterruptRunning();
}

/// <summary>Reads a study, also while another process writes it.</summary>
public interface ITrialReader
{
    /// <summary>The manifest, or null for a study that was never begun.</summary>
    JsonObject? Manifest();

    /// <summary>All trials by number, with their repeats.</summary>
    IReadOnlyList<Trial> Trials();

    /// <summary>One trial with its repeats, or null.</summary>
    Trial? Find(int number);

    /// <summary>Epochs of a trial in order.</summary>
    IReadOnlyList<EpochRecord> Epochs(int number);

    /// <summary>The sampler's state as last stored, or null.</summary>
    JsonObject? SamplerState();
}
