using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.TestKit;
using NasFuse.TestKit.Graphs;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Tests.Execution;
using NasFuse.Torch.Tests.Onnx;

namespace NasFuse.Torch.Tests.Vocabulary;

/// <summary>Every name of the vocabulary is trainable and exportable: gradients flow through it from its start values, and ONNX Runtime gives what torch gives, at sizes that divide by nothing.</summary>
public sealed class VocabularyConformanceTests
{
    public static TheoryData<string> Names => [.. VocabularyArchitectures.Names];

    [Theory, MemberData(nameof(Names))]
    public void Gradients_flow_to_what_comes_before(string name)
    {
        var graph = VocabularyArchitectures.Of(name, at: 2).Lower(new Size(45, 60));
        using var scope = torch.NewDisposeScope();
        using var store = new ParameterStore(graph, WeightInitializer.Create(graph, new Random(name.Length)), torch.CPU);
        var logits = new GraphModule(graph, store).Train(TestNetworks.RandomImages(graph, batch: 2)).Logits;
        logits.mul(torch.tensor(RandomValues.Uniform((int)logits.numel(), -1, 1, new Random(3)), logits.shape)).sum().backward();

        Assert.All(store.Gradients, gradient => Assert.True(gradient.isfinite().all().item<bool>()));
        var first = graph.Nodes.First(node => node.Primitive is Convolution);
        Assert.True(store[first.ParameterScope + "/weight"].grad!.abs().max().item<float>() > 0, "no gradient arrives at the first convolution");
    }

    [Theory, MemberData(nameof(Names))]
    public void Onnx_gives_what_torch_gives(string name)
    {
        foreach (var (size, at) in ((Size, int)[])[(new(23, 30), 1), (new(45, 60), 2), (new(577, 641), 16)])
            TorchParityTests.Verify(VocabularyArchitectures.Of(name, at).Lower(size).Deployed(), fold: true, name.Length, images: 1);
    }
}
