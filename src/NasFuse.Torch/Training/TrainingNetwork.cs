using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Studies;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Training.Distillation;
using NasFuse.Torch.Training.Losses;
using NasFuse.Torch.Training.Optimization;

namespace NasFuse.Torch.Training;

/// <summary>A network in training: its values, what updates them, and what says how wrong it is.</summary>
/// <remarks>Not thread-safe; all calls come from one thread.</remarks>
public sealed class TrainingNetwork : IDisposable
{
    private readonly TrainingSpecification _specification;
    private readonly Tensor? _classWeights;
    private readonly PixelLoss _loss;

    /// <summary>Its values.</summary>
    public ParameterStore Parameters { get; }

    /// <summary>Runs it at the training size.</summary>
    public GraphModule Module { get; }

    /// <summary>Updates its values.</summary>
    public WeightOptimizer Optimizer { get; }

    /// <summary>Average of its values over time, or null when none is kept.</summary>
    public WeightAverage? Average { get; }

    /// <summary>Teaches it as the specification's distillation says, or null; disposed together with this.</summary>
    public TeacherNetwork? Teacher { get; init; }

    /// <summary>Prepares a training.</summary>
    /// <param name="graph">The graph at the training size, training-only heads included.</param>
    /// <param name="start">Start values.</param>
    /// <param name="specification">How it is trained.</param>
    /// <param name="classWeights">Weight of each class in the loss, or empty for equal ones.</param>
    /// <param name="device">Where it is trained.</param>
    public TrainingNetwork(Graph graph, WeightSet start, TrainingSpecification specification, IReadOnlyList<float> classWeights, Device device)
    {
        _specification = specification;
        Parameters = new ParameterStore(graph, start, device);
        Module = new GraphModule(graph, Parameters, PrecisionOf(specification));
        Optimizer = WeightOptimizer.Create(specification, Parameters);
        Average = specification.Ema is { } decay ? new WeightAverage(Parameters, decay) : null;
        _classWeights = classWeights.Count == 0 ? null : torch.tensor([.. classWeights], device: device).DetachFromDisposeScope();
        _loss = PixelLosses.Create(specification, _classWeights);
    }

    /// <summary>Trains on one batch.</summary>
    /// <param name="images">Normalised images, <c>[N, 3, H, W] float32</c>, on the network's device.</param>
    /// <param name="labels">Classes, <c>[N, H, W] int64</c>; at least one pixel is labelled.</param>
    /// <param name="learningRate">Learning rate of this step.</param>
    /// <param name="noise">Seed of what the step draws at random.</param>
    /// <returns>The loss before the update.</returns>
    public double Step(Tensor images, Tensor labels, double learningRate, ulong noise = 0)
    {
        using var scope = torch.NewDisposeScope();
        var output = Module.Train(images, noise);
        var loss = _loss.Compute(output, labels);
        if (Teacher is not null) loss = loss.Plus(Distill(Teacher, images, output.Logits));
        loss.backward();
        if (_specification.ClipNorm is { } maxNorm) GradientClipping.Clip(Parameters.Gradients, maxNorm);
        Optimizer.Step(learningRate);
        Parameters.ZeroGradients();
        Average?.Update();
        return loss.item<float>();
    }

    /// <summary>Puts the values that are judged and shipped in place until the result is disposed: the average if one is kept.</summary>
    public IDisposable? UseShippedValues() => Average?.Apply();

    /// <inheritdoc/>
    public void Dispose()
    {
        Teacher?.Dispose();
        Average?.Dispose();
        Optimizer.Dispose();
        _classWeights?.Dispose();
        Parameters.Dispose();
    }

    private Tensor Distill(TeacherNetwork teacher, Tensor images, Tensor logits)
    {
        var distillation = _specification.Distillation
            ?? throw new InvalidOperationException("there is a teacher, but the specification does not say how it teaches");
        return new DistillationLoss(distillation.Temperature).Compute(logits, teacher.Predict(images)).Times(distillation.Weight);
    }

    /// <summary>The number format of a specification.</summary>
    internal static ComputePrecision PrecisionOf(TrainingSpecification specification) =>
        specification.Precision == PrecisionKind.Mixed ? ComputePrecision.MixedBFloat16 : ComputePrecision.Float32;
}
