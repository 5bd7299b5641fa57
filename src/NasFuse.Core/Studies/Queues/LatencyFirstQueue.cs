using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Studies.Queues;

/// <summary>
/// Has each trial timed on a device of every class that the study names, then trained anywhere: a trial is complete when all its parts are recorded.
/// </summary>
/// <remarks>
/// Every part goes through a queue of its own, so each is evaluated at least once and recorded exactly once, as on that queue. What was timed is stored
/// before the next part is handed over; an earlier controller may have ended in between, so a trial that comes again goes on with the parts it lacks.
/// Times come first because pruners want to know them, and because a trial that is too slow need not be trained.
/// </remarks>
public sealed class LatencyFirstQueue : ITrialQueue
{
    private readonly ITrialQueue _training;
    private readonly IReadOnlyDictionary<string, ITrialQueue> _timing;
    private readonly Channel<TrialDelivery> _said = Channel.CreateUnbounded<TrialDelivery>();
    private readonly TimedTrials _trials = new();

    /// <summary>Listens to all queues at once.</summary>
    /// <param name="training">Where trials are trained.</param>
    /// <param name="timing">Where they are timed before, by class of device, at least one.</param>
    public LatencyFirstQueue(ITrialQueue training, IReadOnlyDictionary<string, ITrialQueue> timing)
    {
        (_training, _timing) = (training, timing);
        var pumps = Task.WhenAll(timing.Select(part => PumpAsync(part.Value, said => Translate(part.Key, said))).Append(PumpAsync(training, Notice)));
        pumps.ContinueWith(
            ended => _said.Writer.TryComplete(ended.Exception?.GetBaseException()), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public int Capacity => _training.Capacity;

    /// <inheritdoc/>
    public bool OutlivesController => _training.OutlivesController;

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, int> Held => _training.Held;

    /// <inheritdoc/>
    public async ValueTask<EnqueueOutcome> EnqueueAsync(TrialJob job, CancellationToken cancellation)
    {
        var timed = _trials.Begin(job);
        var missing = timed.Missing(_timing.Keys);
        if (missing.Length == 0) return await TrainAsync(timed, cancellation).ConfigureAwait(false);
        var outcome = EnqueueOutcome.AlreadyKnown;
        foreach (var deviceClass in missing)
        {
            var part = await _timing[deviceClass].EnqueueAsync(job with { AwaitsDecisions = false }, cancellation).ConfigureAwait(false);
            if (part == EnqueueOutcome.Added) outcome = part;
        }
        return outcome;
    }

    /// <inheritdoc/>
    public async ValueTask RequestStopAsync(int number, StopRequest stop, CancellationToken cancellation)
    {
        foreach (var queue in All) await queue.RequestStopAsync(number, stop, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask WithdrawAsync(int number, string why, CancellationToken cancellation)
    {
        foreach (var queue in All) await queue.WithdrawAsync(number, why, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public bool TryNext([NotNullWhen(true)] out TrialDelivery? said) => _said.Reader.TryRead(out said);

    /// <inheritdoc/>
    public async ValueTask<TrialDelivery?> NextAsync(CancellationToken cancellation) =>
        await _said.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false) && _said.Reader.TryRead(out var said) ? said : null;

    /// <inheritdoc/>
    public void Complete()
    {
        // A queue that outlives the controller forgets its study when no trial is out; one that is being timed is not on the others yet.
        if (OutlivesController && _trials.AreUnderWay) return;
        foreach (var queue in All) queue.Complete();
    }

    /// <inheritdoc/>
    public void Close()
    {
        foreach (var queue in All) queue.Close();
    }

    private IEnumerable<ITrialQueue> All => _timing.Values.Append(_training);

    private async Task PumpAsync(ITrialQueue queue, Func<TrialDelivery, ValueTask<TrialDelivery?>> translate)
    {
        while (await queue.NextAsync(CancellationToken.None).ConfigureAwait(false) is { } said)
        {
            if (await translate(said).ConfigureAwait(false) is { } heard) _said.Writer.TryWrite(heard);
        }
    }

    private ValueTask<TrialDelivery?> Notice(TrialDelivery said)
    {
        if (said.Event is TrialRecorded recorded) _trials.Forget(recorded.Trial);
        return ValueTask.FromResult<TrialDelivery?>(said);
    }

    /// <summary>Only the end of a timing is of interest to the controller.</summary>
    private async ValueTask<TrialDelivery?> Translate(string deviceClass, TrialDelivery said)
    {
        if (said.Event is not TrialRecorded recorded)
        {
            await said.HandledAsync(null, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        var (number, outcome) = (recorded.Trial, recorded.Outcome);
        var times = outcome.Metrics.Where(metric => DeviceClass.Of(metric.Key) == deviceClass).ToDictionary(StringComparer.Ordinal);
        if (outcome.State == TrialState.Complete && !times.ContainsKey(DeviceClass.LatencyOn(deviceClass)))
            recorded = recorded with { Outcome = outcome = outcome with { State = TrialState.Failed, Error = $"it was not timed on {deviceClass}" } };
        if (outcome.State != TrialState.Complete)
            return new Part(recorded, said, token => EndAsync(number, deviceClass, outcome.Error ?? "it was not timed", token));
        var timed = new TrialTimed(number, times, $"{deviceClass}: {outcome.LatencyBackend}");
        return new Part(timed, said, token => GoOnAsync(number, timed, token));
    }

    /// <summary>Trains a trial whose last time is stored now.</summary>
    private async ValueTask GoOnAsync(int number, TrialTimed timed, CancellationToken cancellation)
    {
        if (_trials.Find(number, timed) is not { IsTraining: false } trial) return;
        trial.Add(timed);
        if (trial.Missing(_timing.Keys).Length == 0) await TrainAsync(trial, cancellation).ConfigureAwait(false);
    }

    private ValueTask<EnqueueOutcome> TrainAsync(TimedTrial trial, CancellationToken cancellation)
    {
        trial.IsTraining = true;
        return _training.EnqueueAsync(trial.Job, cancellation);
    }

    /// <summary>A part has ended the trial, which is stored now: the others are not needed.</summary>
    private async ValueTask EndAsync(int number, string deviceClass, string why, CancellationToken cancellation)
    {
        _trials.Forget(number);
        foreach (var (other, queue) in _timing)
        {
            if (other != deviceClass) await queue.WithdrawAsync(number, why, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>What one part of a trial said, and what comes after it is stored.</summary>
    private sealed class Part(TrialEvent said, TrialDelivery inner, Func<CancellationToken, ValueTask> then) : TrialDelivery(said)
    {
        public override async ValueTask HandledAsync(string? reasonToStop, CancellationToken cancellation)
        {
            await inner.HandledAsync(null, cancellation).ConfigureAwait(false);
            await then(cancellation).ConfigureAwait(false);
        }
    }
}
