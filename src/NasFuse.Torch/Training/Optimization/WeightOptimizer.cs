using NasFuse.Core.Studies;
using NasFuse.Torch.Execution;
using TorchSharp.Modules;

namespace NasFuse.Torch.Training.Optimization;

/// <summary>Updates the values of a store from their gradients.</summary>
/// <remarks>Runs the library's optimiser on the store's two flat tensors, so that its cost does not grow with the number of layers. Not thread-safe.</remarks>
public sealed class WeightOptimizer : IDisposable
{
    private readonly OptimizerHelper _optimizer;

    /// <summary>Starts with empty moments.</summary>
    public WeightOptimizer(TrainingSpecification specification, ParameterStore parameters)
    {
        var groups = new[] { (Values: parameters.Decayed, Decay: specification.WeightDecay), (Values: parameters.Undecayed, Decay: 0d) }
            .Where(group => group.Values.numel() > 0).ToArray();
        _optimizer = specification.Optimizer switch
        {
            OptimizerKind.AdamW => torch.optim.AdamW(
                [.. groups.Select(group => new AdamW.ParamGroup([group.Values], new AdamW.Options { weight_decay = group.Decay }))], specification.LearningRate),
            OptimizerKind.Sgd => torch.optim.SGD(
                [.. groups.Select(group => new SGD.ParamGroup([group.Values], new SGD.Options { momentum = specification.Momentum, weight_decay = group.Decay }))],
                specification.LearningRate, specification.Momentum),
            _ => throw new NotSupportedException($"unknown optimizer {specification.Optimizer}"),
        };
    }

    /// <summary>Updates all values once.</summary>
    public void Step(double learningRate)
    {
        foreach (var group in _optimizer.ParamGroups) group.LearningRate = learningRate;
        _optimizer.step();
    }

    /// <summary>Writes the moments and step counts.</summary>
    public void Save(BinaryWriter writer) => _optimizer.save_state_dict(writer);

    /// <summary>Takes over moments and step counts written by <see cref="Save"/>.</summary>
    public void Load(BinaryReader reader) => _optimizer.load_state_dict(reader);

    /// <inheritdoc/>
    public void Dispose() => _optimizer.Dispose();
}
