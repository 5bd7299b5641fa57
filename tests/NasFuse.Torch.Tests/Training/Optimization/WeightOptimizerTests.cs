using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Tests.Execution;
using NasFuse.Torch.Training.Optimization;
using TorchSharp.Modules;

namespace NasFuse.Torch.Tests.Training.Optimization;

public sealed class WeightOptimizerTests
{
    [Theory]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.Sgd)]
    public void Gives_what_the_library_gives_tensor_by_tensor(OptimizerKind kind)
    {
        using var scope = torch.NewDisposeScope();
        var specification = new TrainingSpecification { Optimizer = kind, WeightDecay = 0.1, LearningRate = 0.05 };
        using var store = TestNetworks.RandomStore(RandomGraphs.Create(11));
        var slots = store.Layout.Slots.Where(slot => slot.Group != ParameterGroup.Statistics).ToArray();
        var copies = slots.Select(slot => new Parameter(store[slot.Name].detach().clone())).ToArray();
        using var optimizer = new WeightOptimizer(specification, store);
        var decayed = Library(kind, specification, copies.Where((_, i) => slots[i].Group == ParameterGroup.Decayed), 0.1);
        var undecayed = Library(kind, specification, copies.Where((_, i) => slots[i].Group == ParameterGroup.Undecayed), 0);

        for (var step = 0; step < 5; step++)
        {
            foreach (var gradient in store.Gradients) gradient.copy_(torch.randn_like(gradient));
            for (var i = 0; i < slots.Length; i++) copies[i].grad = store[slots[i].Name].grad!.clone();
            optimizer.Step(0.02);
            decayed.step();
            undecayed.step();
        }
        for (var i = 0; i < slots.Length; i++) Assert.True(store[slots[i].Name].allclose(copies[i], rtol: 1e-5, atol: 1e-6), slots[i].Name);
    }

    [Theory]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.Sgd)]
    public void Goes_on_from_saved_moments_to_the_bit(OptimizerKind kind)
    {
        using var scope = torch.NewDisposeScope();
        var specification = new TrainingSpecification { Optimizer = kind };
        var graph = RandomGraphs.Create(12);
        using ParameterStore unbroken = TestNetworks.RandomStore(graph), resumed = TestNetworks.RandomStore(graph);
        using var first = new WeightOptimizer(specification, unbroken);
        Run(first, unbroken, 3);
        var file = new MemoryStream();
        first.Save(new BinaryWriter(file));
        foreach (var group in Enum.GetValues<ParameterGroup>()) resumed.Write(group, unbroken.Read(group));
        file.Position = 0;
        using var second = new WeightOptimizer(specification, resumed);
        second.Load(new BinaryReader(file));

        Run(first, unbroken, 4);
        Run(second, resumed, 4);
        foreach (var group in Enum.GetValues<ParameterGroup>()) Assert.Equal(unbroken.Read(group), resumed.Read(group));
    }

    private static void Run(WeightOptimizer optimizer, ParameterStore store, int steps)
    {
        torch.manual_seed(steps);
        for (var step = 0; step < steps; step++)
        {
            foreach (var gradient in store.Gradients) gradient.copy_(torch.randn_like(gradient));
            optimizer.Step(0.01 * (step + 1));
        }
    }

    private static OptimizerHelper Library(OptimizerKind kind, TrainingSpecification specification, IEnumerable<Parameter> parameters, double decay) => kind == OptimizerKind.AdamW
        ? torch.optim.AdamW(parameters, 0.02, weight_decay: decay)
        : torch.optim.SGD(parameters, 0.02, specification.Momentum, weight_decay: decay);
}
