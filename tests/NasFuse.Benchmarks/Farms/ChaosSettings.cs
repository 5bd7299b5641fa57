namespace NasFuse.Benchmarks.Farms;

/// <summary>What is done to a farm.</summary>
internal sealed record ChaosSettings
{
    /// <summary>Seed of the times and the targets, and of the study.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Trials of the study.</summary>
    public int Trials { get; init; } = 300;

    /// <summary>Trials of a synchronous batch.</summary>
    public int Batch { get; init; } = 30;

    /// <summary>Worker processes.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>Shortest and longest time of a trial, milliseconds.</summary>
    public (double Shortest, double Longest) TrialMs { get; init; } = (200, 2000);

    /// <summary>Seconds of a lease.</summary>
    public double LeaseSeconds { get; init; } = 3;

    /// <summary>Workers killed by <c>kill -9</c>.</summary>
    public int WorkerKills { get; init; } = 10;

    /// <summary>Times that the controller is killed by <c>kill -9</c>.</summary>
    public int ControllerKills { get; init; } = 5;

    /// <summary>Times that the engine is killed by <c>kill -9</c>.</summary>
    public int EngineKills { get; init; } = 3;

    /// <summary>Workers frozen by SIGSTOP for up to three leases.</summary>
    public int Freezes { get; init; } = 3;

    /// <summary>Longest pause between two faults, seconds.</summary>
    public double LongestPause { get; init; } = 5;
}
