using System.Collections.Concurrent;
using NasFuse.Core.Studies.Queues;
using Xunit;

namespace NasFuse.TestKit.Studies;

/// <summary>Hears everything that is said through a queue, keeps it, and answers.</summary>
public sealed class ListeningController : IAsyncDisposable
{
    private readonly ConcurrentQueue<TrialEvent> _heard = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _listening;

    public ListeningController(ITrialQueue queue, Func<TrialEvent, string?>? decide = null)
    {
        Queue = queue;
        _listening = ListenAsync(decide ?? (_ => null));
    }

    public ITrialQueue Queue { get; }

    /// <summary>What was said about trials so far, in order, but for steps.</summary>
    public IReadOnlyList<LeaseEvent> Heard => [.. _heard.OfType<LeaseEvent>().Where(said => said is not TrialStepped)];

    /// <summary>What was said of one kind.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : TrialEvent => [.. _heard.OfType<T>()];

    /// <summary>Waits until enough was heard of a kind.</summary>
    public async Task<IReadOnlyList<T>> WaitForAsync<T>(int count, TimeSpan patience)
        where T : TrialEvent
    {
        using var late = new CancellationTokenSource(patience);
        while (Of<T>().Count < count && !late.IsCancellationRequested && !_listening.IsFaulted) await Task.Delay(5, CancellationToken.None);
        if (_listening.IsFaulted) await _listening;
        Assert.True(Of<T>().Count >= count, $"heard only [{string.Join(", ", Heard)}] within {patience}");
        return Of<T>();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _listening;
        _stopping.Dispose();
    }

    private async Task ListenAsync(Func<TrialEvent, string?> decide)
    {
        try
        {
            while (await Queue.NextAsync(_stopping.Token) is { } said)
            {
                _heard.Enqueue(said.Event);
                await said.HandledAsync(decide(said.Event), _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Told to end.
        }
    }
}
