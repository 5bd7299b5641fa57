using System.Collections.Concurrent;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NATS.Client.Core;

namespace NasFuse.Cluster.Leases;

/// <summary>Brings what the controller decides about epochs to those who wait for it. Thread-safe.</summary>
internal sealed class DecisionInbox
{
    private readonly ConcurrentDictionary<(string Study, int Trial, int Epoch), TaskCompletionSource<string?>> _waiting = new();

    /// <summary>Expects a decision; call it before the epoch is reported.</summary>
    public Task<string?> Expect(string study, int trial, int epoch) =>
        (_waiting[(study, trial, epoch)] = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Expects it no more.</summary>
    public void Forget(string study, int trial, int epoch) => _waiting.TryRemove((study, trial, epoch), out _);

    /// <summary>Listens until cancelled.</summary>
    public async Task ListenAsync(INatsConnection nats, string worker, CancellationToken cancellation)
    {
        await foreach (var message in nats.SubscribeAsync<byte[]>(Subjects.Decisions(worker), cancellationToken: cancellation).ConfigureAwait(false))
        {
            try
            {
                var decision = WireFormats.Decision.Read(message.Data);
                if (_waiting.TryGetValue((decision.Study, decision.Trial, decision.Epoch), out var waiting)) waiting.TrySetResult(decision.Why);
            }
            catch (WireException)
            {
                // Whoever waits goes on without it and learns of it, if it was real, as a stop.
            }
        }
    }
}
