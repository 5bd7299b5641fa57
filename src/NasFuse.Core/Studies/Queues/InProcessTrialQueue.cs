using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace NasFuse.Core.Studies.Queues;

/// <summary>The default queue: both sides inside one process. A worker goes on when the controller has stored what it said.</summary>
/// <param name="capacity">Trials on their way at once: the number of workers.</param>
public sealed class InProcessTrialQueue(int capacity) : ITrialQueue, ITrialSource
{
    private readonly Channel<QueuedTrial> _waiting = Channel.CreateUnbounded<QueuedTrial>();
    private readonly Channel<InProcessDelivery> _said = Channel.CreateUnbounded<InProcessDelivery>();
    private readonly ConcurrentDictionary<int, QueuedTrial> _known = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public int Capacity => capacity;

    /// <inheritdoc/>
    public bool OutlivesController => false;

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, int> Held { get; } = new Dictionary<int, int>();

    /// <inheritdoc/>
    public ValueTask<EnqueueOutcome> EnqueueAsync(TrialJob job, CancellationToken cancellation)
    {
        var queued = new QueuedTrial(job);
        if (!_known.TryAdd(job.Trial.Number, queued)) return ValueTask.FromResult(EnqueueOutcome.AlreadyKnown);
        _waiting.Writer.TryWrite(queued);
        return ValueTask.FromResult(EnqueueOutcome.Added);
    }

    /// <inheritdoc/>
    public ValueTask RequestStopAsync(int number, StopRequest stop, CancellationToken cancellation)
    {
        if (_known.TryGetValue(number, out var queued)) queued.AskToStop(stop);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool TryNext([NotNullWhen(true)] out TrialDelivery? said)
    {
        said = _said.Reader.TryRead(out var delivery) ? delivery : null;
        return said is not null;
    }

    /// <inheritdoc/>
    public async ValueTask<TrialDelivery?> NextAsync(CancellationToken cancellation) =>
        await _said.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false) && _said.Reader.TryRead(out var delivery) ? delivery : null;

    /// <inheritdoc/>
    public async ValueTask<ITrialLease?> LeaseAsync(WorkerSlot slot, CancellationToken cancellation)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false))
        {
            if (!_waiting.Reader.TryRead(out var queued)) continue;
            var lease = queued.Take(this, slot);
            await SayAsync(new TrialLeased(queued.Number, lease.Number, slot.Device)).ConfigureAwait(false);
            return lease;
        }
        return null;
    }

    /// <inheritdoc/>
    public void Complete() => _waiting.Writer.TryComplete();

    /// <inheritdoc/>
    public void Close()
    {
        _said.Writer.TryComplete();
        _closed.TrySetResult();
    }

    /// <summary>Says something and waits until the controller has taken it in; returns its reason to stop.</summary>
    /// <exception cref="OperationCanceledException">Nobody listens any more.</exception>
    internal async ValueTask<string?> SayAsync(TrialEvent said)
    {
        var delivery = new InProcessDelivery(said);
        if (_said.Writer.TryWrite(delivery)) await Task.WhenAny(delivery.Answer, _closed.Task).ConfigureAwait(false);
        return delivery.Answer.IsCompletedSuccessfully
            ? await delivery.Answer.ConfigureAwait(false)
            : throw new OperationCanceledException("the controller has ended");
    }

    /// <summary>Says something that nobody has to wait for.</summary>
    internal void Mention(TrialEvent said) => _said.Writer.TryWrite(new InProcessDelivery(said));

    /// <summary>Lets a trial wait again, unless no more are given out.</summary>
    internal void WaitAgain(QueuedTrial queued) => _waiting.Writer.TryWrite(queued);

    private sealed class InProcessDelivery(TrialEvent said) : TrialDelivery(said)
    {
        private readonly TaskCompletionSource<string?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string?> Answer => _answer.Task;

        public override ValueTask HandledAsync(string? reasonToStop, CancellationToken cancellation)
        {
            _answer.TrySetResult(reasonToStop);
            return ValueTask.CompletedTask;
        }
    }
}
