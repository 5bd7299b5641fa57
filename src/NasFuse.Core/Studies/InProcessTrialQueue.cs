using System.Threading.Channels;

namespace NasFuse.Core.Studies;

/// <summary>The default queue: a bounded channel inside the process.</summary>
public sealed class InProcessTrialQueue : ITrialQueue
{
    private readonly Channel<Trial> _channel;

    /// <summary>Creates a queue that holds at most <paramref name="capacity"/> trials that no worker has taken.</summary>
    public InProcessTrialQueue(int capacity) => _channel = Channel.CreateBounded<Trial>(capacity);

    /// <inheritdoc/>
    public ValueTask EnqueueAsync(Trial trial, CancellationToken cancellation) => _channel.Writer.WriteAsync(trial, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<Trial> DequeueAllAsync(CancellationToken cancellation) => _channel.Reader.ReadAllAsync(cancellation);

    /// <inheritdoc/>
    public void Complete() => _channel.Writer.TryComplete();
}
