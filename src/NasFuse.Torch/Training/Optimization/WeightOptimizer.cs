using NasFuse.Core.Studies;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Files;

namespace NasFuse.Torch.Training.Optimization;

/// <summary>Updates the values of a store from their gradients.</summary>
/// <remarks>
/// Works on the store's two flat tensors, so that its cost does not grow with the number of layers. The library's own optimisers are not used: see
/// <see cref="Numbers"/>. Not thread-safe.
/// </remarks>
public abstract class WeightOptimizer : IDisposable
{
    private static readonly ParameterGroup[] s_trained = [ParameterGroup.Decayed, ParameterGroup.Undecayed];
    private readonly ParameterStore _parameters;
    private readonly Tensor[][] _moments;

    /// <summary>Starts with moments of zero.</summary>
    /// <param name="parameters">The values.</param>
    /// <param name="momentsPerValue">Running numbers kept for each value.</param>
    private protected WeightOptimizer(ParameterStore parameters, int momentsPerValue)
    {
        _parameters = parameters;
        _moments = [.. s_trained.Select(group => Enumerable.Range(0, momentsPerValue).Select(_ => torch.zeros_like(parameters.Flat(group)).DetachFromDisposeScope()).ToArray())];
    }

    /// <summary>Updates so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Makes the optimiser of a training.</summary>
    public static WeightOptimizer Create(TrainingSpecification specification, ParameterStore parameters) => specification.Optimizer switch
    {
        OptimizerKind.AdamW => new AdamW(parameters, specification.WeightDecay),
        OptimizerKind.Sgd => new Sgd(parameters, specification.WeightDecay, specification.Momentum),
        _ => throw new NotSupportedException($"unknown optimizer {specification.Optimizer}"),
    };

    /// <summary>Updates all values once.</summary>
    public void Step(double learningRate)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        Steps++;
        foreach (var group in s_trained)
            Update(_parameters.Flat(group), _parameters.Gradients[(int)group], _moments[(int)group], isDecayed: group == ParameterGroup.Decayed, learningRate);
    }

    /// <summary>Writes the moments and the number of steps.</summary>
    public void Save(BinaryWriter writer)
    {
        using var scope = torch.NewDisposeScope();
        writer.Write(Steps);
        foreach (var moment in _moments.SelectMany(moments => moments)) writer.WriteFloats(moment.cpu().data<float>().ToArray());
    }

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        Steps = reader.ReadInt64();
        foreach (var moment in _moments.SelectMany(moments => moments)) moment.copy_(torch.tensor(reader.ReadFloats()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var moment in _moments.SelectMany(moments => moments)) moment.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Updates the values of one group in place; temporary tensors are freed by the caller.</summary>
    private protected abstract void Update(Tensor values, Tensor gradient, Tensor[] moments, bool isDecayed, double learningRate);
}
