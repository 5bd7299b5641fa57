namespace NasFuse.Core.Studies;

/// <summary>Where a trial stands.</summary>
/// <remarks>
/// <code>
/// Proposed ──▶ Running ──▶ Complete | Pruned | Failed
///    │            │  ▲
///    │            ▼  │ resumed from its last checkpoint
///    │         Interrupted
///    ├──▶ Infeasible   a constraint is broken (static, by measured latency, or at the end)
///    └──▶ Duplicate    the same architecture was evaluated before
///
/// A trial that evaluates an earlier one again ends as Repeat instead of Complete.
/// </code>
/// </remarks>
public enum TrialState
{
    /// <summary>Sampled and stored, not begun.</summary>
    Proposed,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>Evaluated; has all objectives.</summary>
    Complete,

    /// <summary>Stopped early by a pruner.</summary>
    Pruned,

    /// <summary>Ended with an error, which is in <see cref="Trial.Error"/>.</summary>
    Failed,

    /// <summary>Its process ended first; goes on from the last checkpoint when the study is resumed.</summary>
    Interrupted,

    /// <summary>Breaks a constraint; not trained when the metric was known before training.</summary>
    Infeasible,

    /// <summary>Same canonical id as an earlier trial; takes over its results.</summary>
    Duplicate,

    /// <summary>Evaluated an earlier trial once more, see <see cref="Trial.RepeatOf"/>; what it gave counts there.</summary>
    Repeat,
}

/// <summary>Questions about states.</summary>
public static class TrialStates
{
    /// <summary>True when nothing will change any more.</summary>
    public static bool IsFinal(this TrialState state) => state is not (TrialState.Proposed or TrialState.Running or TrialState.Interrupted);

    /// <summary>True when a worker spent time on it until it ended.</summary>
    public static bool IsEvaluated(this TrialState state) => state is TrialState.Complete or TrialState.Pruned or TrialState.Failed or TrialState.Repeat;
}
