using System.Collections.Concurrent;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NATS.Client.Core;

namespace NasFuse.Cluster.Leases;

/// <summary>Brings what the controller decides about epochs to those who wait for it. Thread-safe.</summary>
internal sealed class DecisionInbox
{
    /// <summary>How long a decision is waited for after one did not come.</summary>
    private static readonly TimeSpan s_briefly = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<(string Study, int Trial, int Epoch), TaskCompletionSource<string?>> _waiting = new();

    /// <summary>True since a decision did not come, until one comes.</summary>
    private volatile bool _isSilent;

    /// <summary>Expects a decision; call it before the epoch is reported.</summary>
    public Task<string?> Expect(string study, int trial, int epoch) =>
        (_waiting[(study, trial, epoch)] = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Waits for an expected decision; null when it does not come: the controller is away, and decides when it is back.</summary>
    public async ValueTask<string?> WaitAsync(Task<string?> decision, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            return await decision.WaitAsync(_isSilent ? s_briefly : patience, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _isSilent = true;
            return null;
        }
    }

    /// <summary>Expects it no more.</summary>
    public void Forget(string study, int trial, int epoch) => _waiting.TryRemove((study, trial, epoch), out _);

    /// <summary>Listens until cancelled.</summary>
    public async Task ListenAsync(INatsConnection nats, string worker, CancellationToken cancellation)
    {
        await foreach (var message in nats.SubscribeAsync<byte[]>(Subjects.Decisions(worker), cancellationToken: cancellation).ConfigureAwait(false))
        {
            _isSilent = false;
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
