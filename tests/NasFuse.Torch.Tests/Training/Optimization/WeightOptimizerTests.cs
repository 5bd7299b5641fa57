using NasFuse.Core.Studies;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Tests.Execution;
using NasFuse.Torch.Training.Optimization;

namespace NasFuse.Torch.Tests.Training.Optimization;

public sealed class WeightOptimizerTests
{
    private const double Decay = 0.1;
    private static readonly double[] s_rates = [0.01, 0.03, 0.02, 0.005, 0.001];

    [Theory]
    [InlineData(ParameterGroup.Decayed)]
    [InlineData(ParameterGroup.Undecayed)]
    public void AdamW_follows_its_definition(ParameterGroup group) => Compare(OptimizerKind.AdamW, group, (value, gradients) =>
    {
        double mean = 0, square = 0;
        for (var t = 1; t <= gradients.Length; t++)
        {
            mean = 0.9 * mean + 0.1 * gradients[t - 1];
            square = 0.999 * square + 0.001 * gradients[t - 1] * gradients[t - 1];
            var step = mean / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(square / (1 - Math.Pow(0.999, t))) + 1e-8);
            value -= s_rates[t - 1] * (step + (group == ParameterGroup.Decayed ? Decay * value : 0));
        }
        return value;
    });

    [Theory]
    [InlineData(ParameterGroup.Decayed)]
    [InlineData(ParameterGroup.Undecayed)]
    public void Sgd_follows_its_definition(ParameterGroup group) => Compare(OptimizerKind.Sgd, group, (value, gradients) =>
    {
        double velocity = 0;
        for (var t = 0; t < gradients.Length; t++)
        {
            velocity = 0.8 * velocity + gradients[t] + (group == ParameterGroup.Decayed ? Decay * value : 0);
            value -= s_rates[t] * velocity;
        }
        return value;
    });

    [Theory]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.Sgd)]
    public void Goes_on_from_saved_moments_to_the_bit(OptimizerKind kind)
    {
        using var scope = torch.NewDisposeScope();
        var specification = new TrainingSpecification { Optimizer = kind };
        var graph = RandomGraphs.Create(12);
        using ParameterStore unbroken = TestNetworks.RandomStore(graph), resumed = TestNetworks.RandomStore(graph);
        using var first = WeightOptimizer.Create(specification, unbroken);
        Run(first, unbroken, 3);
        var file = new MemoryStream();
        first.Save(new BinaryWriter(file));
        foreach (var group in Enum.GetValues<ParameterGroup>()) resumed.Write(group, unbroken.Read(group));
        file.Position = 0;
        using var second = WeightOptimizer.Create(specification, resumed);
        second.Load(new BinaryReader(file));

        Run(first, unbroken, 4);
        Run(second, resumed, 4);
        Assert.Equal(7, second.Steps);
        foreach (var group in Enum.GetValues<ParameterGroup>()) Assert.Equal(unbroken.Read(group), resumed.Read(group));
    }

    private static void Compare(OptimizerKind kind, ParameterGroup group, Func<double, double[], double> expected)
    {
        using var scope = torch.NewDisposeScope();
        var specification = new TrainingSpecification { Optimizer = kind, WeightDecay = Decay, Momentum = 0.8 };
        using var store = TestNetworks.RandomStore(RandomGraphs.Create(11));
        using var optimizer = WeightOptimizer.Create(specification, store);
        var before = store.Read(group);
        var gradients = s_rates.Select((rate, step) =>
        {
            var gradient = RandomGradient(store.Gradients[(int)group], step);
            optimizer.Step(rate);
            return gradient;
        }).ToArray();
        var after = store.Read(group);
        for (var i = 0; i < before.Length; i++) Assert.Equal(expected(before[i], [.. gradients.Select(gradient => (double)gradient[i])]), after[i], tolerance: 2e-6);
    }

    private static void Run(WeightOptimizer optimizer, ParameterStore store, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            foreach (var gradient in store.Gradients) RandomGradient(gradient, step);
            optimizer.Step(0.01 * (step + 1));
        }
    }

    private static float[] RandomGradient(Tensor gradient, int seed)
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, (int)gradient.numel()).Select(_ => random.NextSingle() * 2 - 1)];
        gradient.copy_(torch.tensor(values));
        return values;
    }
}
