namespace NasFuse.Cluster.Leases;

/// <summary>How patient a worker is.</summary>
public sealed record WorkerTiming
{
    /// <summary>A training that has not moved for so long counts as stuck: its trial is given up.</summary>
    public TimeSpan MostStill { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Between two uploads of a checkpoint.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a decision is waited for before the training goes on without it; it is obeyed later then.</summary>
    public TimeSpan MostDeciding { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two signs of life of the worker itself.</summary>
    public TimeSpan PresenceEvery { get; init; } = TimeSpan.FromSeconds(5);
}
