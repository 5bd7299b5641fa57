using System.Collections.Immutable;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Data.Loading;
using NasFuse.Torch.Training.Distillation;

namespace NasFuse.Torch.Trials;

/// <summary>What all trials of a study have in common. Immutable; shared by all workers.</summary>
public sealed record EvaluationSettings
{
    /// <summary>How candidates are trained.</summary>
    public required TrainingSpecification Training { get; init; }

    /// <summary>How latency is measured.</summary>
    public required LatencySpecification Latency { get; init; }

    /// <summary>False when latency is measured elsewhere.</summary>
    public bool MeasuresLatency { get; init; } = true;

    /// <summary>Hard bounds; those on metrics known before training are checked before training.</summary>
    public required ImmutableArray<Constraint> Constraints { get; init; }

    /// <summary>The data.</summary>
    public required SampleCache Samples { get; init; }

    /// <summary>The teacher when <see cref="Training"/> asks for one, else null.</summary>
    public Teacher? Teacher { get; init; }

    /// <summary>Keeps a trial's trained values (of the deployed graph, by their stable names) as a file and says what identifies it. Called from the worker's thread.</summary>
    public required Func<TrialAssignment, WeightSet, ArtefactReference> SaveWeights { get; init; }

    /// <summary>Told what a person should know. Called from the worker's thread.</summary>
    public required Action<string> Note { get; init; }
}
