using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Metrics;
using NasFuse.Onnx.Running;
using NasFuse.Onnx.Verification;
using NasFuse.TestKit.Graphs;

namespace NasFuse.Onnx.Tests.Verification;

public sealed class ParityCheckTests : IDisposable
{
    private readonly Graph _graph;
    private readonly WeightSet _weights;
    private readonly OnnxNetwork _network;
    private readonly ParitySample[] _samples;

    public ParityCheckTests()
    {
        var random = new Random(21);
        _graph = RandomGraphs.Create(new Size(23, 30), random);
        _weights = RandomValues.Weights(_graph, random);
        var folded = BatchNormFolding.Fold(_graph, _weights);
        _network = Exported.Load(folded.Graph, folded.Weights);
        _samples = [.. Enumerable.Range(0, 3).Select(_ => new ParitySample(RandomValues.Images(_graph, 1, random), Labels(random)))];
    }

    public void Dispose() => _network.Dispose();

    [Fact]
    public void The_exported_network_passes()
    {
        var report = ParityCheck.Run(Reference, _network, _samples, TimeProvider.System);
        Assert.True(report.Passed);
        Assert.Equal(3, report.Images);
        Assert.InRange(report.MaxDifference, 1e-12, 1e-4);
        Assert.InRange(report.P999Difference, report.MeanDifference, report.MaxDifference);
        Assert.InRange(report.PixelAgreement, 0.999, 1);
        Assert.Equal(report.ReferenceMiou, report.OnnxMiou, 3);
        Assert.True(report.Latency.MedianMs > 0);
    }

    [Fact]
    public void A_network_with_one_changed_weight_fails()
    {
        var name = _weights.Names.Last(n => n.EndsWith("/weight", StringComparison.Ordinal));
        var changed = new WeightSet(_weights.Names.Select(n => KeyValuePair.Create(n, n == name ? Changed(_weights[n]) : _weights[n])));
        using var network = Exported.Load(_graph, changed);
        var report = ParityCheck.Run(Reference, network, _samples, TimeProvider.System);
        Assert.False(report.Passed);
        Assert.True(report.MaxDifference > report.Limit);
    }

    [Fact]
    public void Figures_are_those_of_a_known_difference()
    {
        // The first map is raised by 100: the maximum is 100, the mean a fifth of that, and the reference says class 0 everywhere.
        var area = 23 * 30;
        float[] Shifted(float[] image) => [.. _network.Run(image).Select((v, i) => i < area ? v + 100 : v)];
        var report = ParityCheck.Run(Shifted, _network, _samples, TimeProvider.System);
        Assert.Equal(100, report.MaxDifference, 3);
        Assert.Equal(20, report.MeanDifference, 3);
        Assert.Equal(100, report.P999Difference, 0.06);
        Assert.Equal(ShareOfClassZero(), report.PixelAgreement, 12);
        Assert.NotEqual(report.ReferenceMiou, report.OnnxMiou);
        Assert.False(report.Passed);
        Assert.True(ParityCheck.Run(Shifted, _network, _samples, TimeProvider.System, limit: 101).Passed);
    }

    [Fact]
    public void Not_a_number_never_passes()
    {
        var report = ParityCheck.Run(image => [.. _network.Run(image).Select((v, i) => i == 5 ? float.NaN : v)], _network, _samples, TimeProvider.System);
        Assert.Equal(double.PositiveInfinity, report.MaxDifference);
        Assert.False(report.Passed);
    }

    [Fact]
    public void Nothing_to_compare_is_an_error() =>
        Assert.Throws<ArgumentException>(() => ParityCheck.Run(Reference, _network, [], TimeProvider.System));

    [Fact]
    public void Logits_of_another_shape_are_an_error() =>
        Assert.Throws<ArgumentException>(() => ParityCheck.Run(_ => new float[4], _network, _samples, TimeProvider.System));

    private float[] Reference(float[] image) => [.. ReferenceInterpreter.Run(_graph, _weights, image).Select(v => (float)v)];

    private double ShareOfClassZero() => _samples.SelectMany(s => ClassPrediction.FromLogits(_network.Run(s.Image), 5)).Average(c => c == 0 ? 1.0 : 0.0);

    private static byte[] Labels(Random random)
    {
        var labels = new byte[23 * 30];
        for (var i = 0; i < labels.Length; i++) labels[i] = random.Next(9) == 0 ? (byte)255 : (byte)random.Next(5);
        return labels;
    }

    private static WeightTensor Changed(WeightTensor tensor) => new(tensor.Shape, [tensor.Values[0] + 0.01f, .. tensor.Values.Skip(1)]);
}
