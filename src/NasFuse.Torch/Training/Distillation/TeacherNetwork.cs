using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Data.Statistics;
using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Training.Distillation;

/// <summary>A teacher on a device: frozen, normalising by its running statistics, without derivatives.</summary>
/// <remarks>Not thread-safe; all calls come from one thread.</remarks>
public sealed class TeacherNetwork : IDisposable
{
    private readonly ParameterStore _parameters;
    private readonly GraphModule _module;
    private readonly Tensor? _factor;
    private readonly Tensor? _offset;

    /// <summary>Loads a teacher.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="size">Size of the images it will see.</param>
    /// <param name="normalization">How these images are normalised; where the teacher learned with another normalisation, they are brought to that.</param>
    /// <param name="device">Where it runs.</param>
    /// <param name="precision">Number format.</param>
    public TeacherNetwork(Teacher teacher, Size size, Normalization normalization, Device device, ComputePrecision precision = ComputePrecision.Float32)
    {
        var graph = teacher.Architecture.Lower(size).Deployed();
        _parameters = new ParameterStore(graph, teacher.Weights, device);
        _module = new GraphModule(graph, _parameters, precision);
        var (own, given) = (teacher.Normalization, normalization);
        if (AreSame(own.Mean, given.Mean) && AreSame(own.Std, given.Std)) return;
        // (x · s + m − m') / s', where x is (v − m) / s
        _factor = PerChannel(given.Std.Select((std, c) => std / own.Std[c]), device);
        _offset = PerChannel(given.Mean.Select((mean, c) => (mean - own.Mean[c]) / own.Std[c]), device);
    }

    /// <summary>What the teacher says.</summary>
    /// <param name="images">Normalised images, <c>[N, 3, H, W] float32</c>.</param>
    /// <returns>Logits, <c>[N, K, H, W] float32</c>; the caller owns them.</returns>
    public Tensor Predict(Tensor images)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return _module.Predict(_factor is null ? images : images.mul(_factor).Plus(_offset!)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _factor?.Dispose();
        _offset?.Dispose();
        _parameters.Dispose();
    }

    /// <summary>True when two normalisations agree in float32, which is how packages keep them.</summary>
    private static bool AreSame(IEnumerable<double> a, IEnumerable<double> b) => a.Select(value => (float)value).SequenceEqual(b.Select(value => (float)value));

    private static Tensor PerChannel(IEnumerable<double> values, Device device) =>
        torch.tensor([.. values.Select(value => (float)value)], [1, 3, 1, 1], device: device).DetachFromDisposeScope();
}
