using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Configuration;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Samplers;

namespace NasFuse.Core.Studies;

/// <summary>What a <c>study.json</c> says: where to search, on which data, for what, with which budget.</summary>
/// <remarks>Keys are the property names in camelCase. Immutable; read and validated by the configuration reader.</remarks>
public sealed record StudySpecification
{
    /// <summary>Name of the study and of its folder under the results folder. Default: name of the folder that holds the file.</summary>
    [RegularExpression(StudyName.Pattern, ErrorMessage = StudyName.Rule)] public string? Name { get; init; }

    /// <summary>The search space: path of a <c>space.json</c> relative to the study file, or name of a folder beside the study's that holds one.</summary>
    [Required] public string Space { get; init; } = "";

    /// <summary>The images.</summary>
    [Required] public DataSpecification Data { get; init; } = new();

    /// <summary>How each candidate is trained.</summary>
    public TrainingSpecification Training { get; init; } = new();

    /// <summary>Who proposes architectures.</summary>
    [Required] public SamplerOptions Sampler { get; init; } = null!;

    /// <summary>Who ends hopeless trials early; left out or null, all are trained to their last epoch.</summary>
    public PrunerOptions? Pruner { get; init; }

    /// <summary>Evaluates again, with other seeds, what stands on the front, before the sampler learns from it; left out or null, every trial is evaluated once.</summary>
    public PromotionSpecification? Promotion { get; init; }

    /// <summary>What is optimised, at least one.</summary>
    [Required, MinLength(1)] public ImmutableArray<ObjectiveSpecification> Objectives { get; init; } = [];

    /// <summary>Hard bounds, e.g. <c>"latencyMs &lt; 30"</c> or <c>"parameters &lt; 1_000_000"</c>.</summary>
    public ImmutableArray<Constraint> Constraints { get; init; } = [];

    /// <summary>When the study ends.</summary>
    [Required] public BudgetSpecification Budget { get; init; } = new();

    /// <summary>Who evaluates; each worker takes one trial at a time.</summary>
    public ImmutableArray<WorkerSpecification> Workers { get; init; } = [new()];

    /// <summary>
    /// Makes the study synchronous: so many trials, 1..10,000, are proposed before the sampler is told any of their results, then all are told in order.
    /// Equal seeds then give equal studies for any number of workers, as long as objectives are deterministic (miou and static metrics are; measured
    /// latency is not). Workers that do not say otherwise take one thread. Default: a new trial is proposed whenever a worker is free.
    /// </summary>
    [Range(1, 10_000)] public int? SynchronousBatch { get; init; }

    /// <summary>How latency is measured.</summary>
    public LatencySpecification Latency { get; init; } = new();

    /// <summary>Also write events for TensorBoard into the study's folder: curves of every trial, front and hypervolume of the study.</summary>
    public bool Tensorboard { get; init; }

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>One objective as written in a study.</summary>
public sealed record ObjectiveSpecification
{
    /// <summary>
    /// Metric: one of <see cref="MetricNames.All"/>, or latency on devices of a class, e.g. <c>latencyMs@cpu</c> or <c>latencyMs@h200</c>: a class is
    /// <c>cpu</c>, <c>cuda</c>, a part of the name of a device's model, or a name that workers are given. Without a class it is measured where the trial
    /// is trained.
    /// </summary>
    [Required, NamesFrom(
        typeof(MetricNames), nameof(MetricNames.All), OrForm = DeviceClass.MetricForm,
        OrFormInWords = "latencyMs@CLASS (such as latencyMs@h200; CLASS: " + DeviceClass.Rule + ")")]
    public string Name { get; init; } = "";

    /// <summary>Which way is better. Default: maximize for miou and pixelAccuracy, minimize for the rest.</summary>
    public Direction? Direction { get; init; }

    /// <summary>Worst value of interest: this objective's coordinate of the hypervolume's reference point. Default: chosen when the study is created and stored with it.</summary>
    public double? Reference { get; init; }
}

/// <summary>When a study ends: whichever bound is met first.</summary>
public sealed record BudgetSpecification
{
    /// <summary>Number of trials of any final state, 1..1,000,000; repeats of promotion count too.</summary>
    [Range(1, 1_000_000)] public int? Trials { get; init; }

    /// <summary>Hours of wall clock, summed over resumed runs, 0.001..10,000; running trials are finished.</summary>
    [Range(0.001, 10_000)] public double? Hours { get; init; }
}

/// <summary>One worker.</summary>
public sealed record WorkerSpecification
{
    /// <summary><c>cpu</c>, <c>cuda:0</c> …, or <c>auto</c>: the first CUDA device, else the CPU.</summary>
    [RegularExpression("auto|cpu|cuda:[0-9]+")] public string Device { get; init; } = "auto";

    /// <summary>CPU threads, 1..1024. Default: the processors divided among the workers.</summary>
    [Range(1, 1024)] public int? Threads { get; init; }
}

/// <summary>How latency is measured: one forward pass of the deployed graph in eval mode.</summary>
public sealed record LatencySpecification
{
    /// <summary>Images per pass, 1..256.</summary>
    [Range(1, 256)] public int Batch { get; init; } = 1;

    /// <summary>Height and width, 16..8192 each. Default: the data's size.</summary>
    [Length(2, 2), ItemRange(16, 8192)] public ImmutableArray<int>? Size { get; init; }

    /// <summary>Timed passes after warm-up, 5..10,000.</summary>
    [Range(5, 10_000)] public int Runs { get; init; } = 40;

    /// <summary>
    /// Measurements of a trial, 1..100: the first before it is trained, the others spread over its training; the fastest counts, because whatever else the
    /// machine does only slows a measurement down. Where a trial is timed on devices of a class, there is one.
    /// </summary>
    [Range(1, 100)] public int Sessions { get; init; } = 3;
}
