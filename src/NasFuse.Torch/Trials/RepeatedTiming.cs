using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Torch.Trials;

/// <summary>Times a network again while it is trained and keeps the fastest time: whatever else a machine does only makes a measurement slower.</summary>
/// <remarks>
/// Measurements within a second share what disturbs them; half a minute apart they hardly do. On a busy machine single measurements of a network scattered
/// by 4 to 8 %, the fastest of three over a minute by 2 to 3 % (results/benchmarks).
/// </remarks>
/// <param name="timed">The trial with its first time.</param>
/// <param name="timeAgain">Gives a trial a new time.</param>
/// <param name="epochs">Epochs after which it is timed again.</param>
/// <param name="inner">Who is told of the training, and of each time that is the fastest so far.</param>
internal sealed class RepeatedTiming(Trial timed, Func<Trial, Trial> timeAgain, IReadOnlySet<int> epochs, ITrialProgress inner) : ITrialProgress
{
    /// <summary>The trial with the fastest time so far.</summary>
    public Trial Timed { get; private set; } = timed;

    /// <inheritdoc/>
    public string? ReasonToStop => inner.ReasonToStop;

    /// <summary>Epochs after which a network is timed again, spread evenly over its training up to the last.</summary>
    /// <param name="sessions">Measurements in all, the one before training included, ≥ 1.</param>
    /// <param name="epochs">Epochs of the training, ≥ 1.</param>
    public static IReadOnlySet<int> EpochsOf(int sessions, int epochs) =>
        Enumerable.Range(1, sessions - 1).Select(session => (epochs * session + sessions - 2) / (sessions - 1)).ToHashSet();

    /// <summary>The one with the smaller latency; the first of equals.</summary>
    public static Trial Faster(Trial first, Trial second) =>
        second.Metrics[MetricNames.LatencyMs] < first.Metrics[MetricNames.LatencyMs] ? second : first;

    /// <inheritdoc/>
    public void Measured(IReadOnlyDictionary<string, double> metrics) => inner.Measured(metrics);

    /// <inheritdoc/>
    public void Step(int epoch, int step, int steps, double loss) => inner.Step(epoch, step, steps, loss);

    /// <inheritdoc/>
    public void Epoch(EpochRecord epoch)
    {
        inner.Epoch(epoch);
        if (inner.ReasonToStop is not null || !epochs.Contains(epoch.Epoch)) return;
        var again = timeAgain(Timed);
        if (ReferenceEquals(Faster(Timed, again), Timed)) return;
        Timed = again;
        inner.Measured(again.Metrics);
    }
}
