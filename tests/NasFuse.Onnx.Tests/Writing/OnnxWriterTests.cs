using CsCheck;
using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Onnx.Protobuf;
using NasFuse.Onnx.Running;
using NasFuse.Onnx.Writing;
using NasFuse.TestKit;
using NasFuse.TestKit.Graphs;

namespace NasFuse.Onnx.Tests.Writing;

public sealed class OnnxWriterTests
{
    private static readonly Size[] OddSizes = [new(23, 30), new(45, 60), new(57, 61), new(17, 9)];

    private static readonly Gen<Size> Sizes = Gen.Int[0, 3].Select(i => OddSizes[i]);

    [Fact]
    public void Random_graphs_run_as_defined() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Sizes, Gen.Int[0, 2]).Sample((seed, size, batch) =>
        {
            var random = new Random(seed);
            var graph = RandomGraphs.Create(size, random);
            Exported.AssertRunsAsDefined(graph, RandomValues.Weights(graph, random), batch == 0 ? null : batch, Math.Max(1, batch), random);
        }, iter: 60, threads: 1);

    [Fact]
    public void Random_graphs_run_as_defined_after_folding() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Sizes).Sample((seed, size) =>
        {
            var random = new Random(seed);
            var graph = RandomGraphs.Create(size, random);
            AssertFoldedRunsAsDefined(graph, RandomValues.Weights(graph, random), random);
        }, iter: 60, threads: 1);

    [Fact]
    public void Whole_architectures_run_as_defined_after_folding() =>
        Gen.Select(RandomArchitectures.Gen, Gen.Int[0, int.MaxValue], Sizes).Sample((architecture, seed, size) =>
        {
            var random = new Random(seed);
            var graph = architecture.Lower(size);
            AssertFoldedRunsAsDefined(graph, RandomValues.Weights(graph, random), random);
        }, iter: 30, threads: 1);

    [Fact]
    public void A_whole_architecture_runs_as_defined_at_the_size_of_a_study()
    {
        var random = new Random(11);
        var graph = RandomArchitectures.Create(random).Lower(new Size(180, 240));
        AssertFoldedRunsAsDefined(graph, RandomValues.Weights(graph, random), random);
    }

    [Fact]
    public void Fixed_and_dynamic_batches_give_the_same_logits()
    {
        var random = new Random(3);
        var graph = RandomGraphs.Create(new Size(45, 60), random);
        var weights = RandomValues.Weights(graph, random);
        var images = RandomValues.Images(graph, 4, random);
        using OnnxNetwork fixedBatch = Exported.Load(graph, weights, 4), anyBatch = Exported.Load(graph, weights, null), single = Exported.Load(graph, weights, 1);
        double[] expected = [.. images.Chunk((int)graph.InputShape.Elements).SelectMany(single.Run).Select(v => (double)v)];
        Exported.AssertClose(expected, fixedBatch.Run(images));
        Exported.AssertClose(expected, anyBatch.Run(images));
        Assert.Equal(4, fixedBatch.Batch);
        Assert.Null(anyBatch.Batch);
    }

    [Fact]
    public void The_model_follows_the_rules_of_the_format()
    {
        foreach (var batch in (int?[])[1, 3, null])
        {
            foreach (var name in PrimitiveCases.Names)
            {
                var graph = PrimitiveCases.Create(name, new Size(23, 30));
                OnnxRules.Check(ModelProto.Parser.ParseFrom(OnnxWriter.Write(graph, RandomValues.Weights(graph, new Random(1)), Exported.Metadata, batch)));
            }
        }
    }

    [Fact]
    public void Names_are_those_of_the_graph()
    {
        var (graph, weights) = Folded(new Random(7));
        var model = ModelProto.Parser.ParseFrom(OnnxWriter.Write(graph, weights, Exported.Metadata));
        Assert.Equal(17, model.OpsetImport.Single().Version);
        Assert.Equal(8, model.IrVersion);
        Assert.Subset(model.Graph.Node.Select(n => n.Name).ToHashSet(), graph.Nodes.Where(n => n.Primitive is not (ImageInput or LearnedConstant)).Select(n => n.Name).ToHashSet());
        Assert.Subset(model.Graph.Initializer.Select(i => i.Name).ToHashSet(), weights.Names.ToHashSet());
    }

    [Fact]
    public void Properties_tell_how_to_use_the_network()
    {
        var (graph, weights) = Folded(new Random(7));
        using var network = Exported.Load(graph, weights);
        Assert.Equal("a1b2c3", network.Properties["nasfuse.architectureId"]);
        Assert.Equal(["road", "sky, \"blue\"", "tree", "car", "person"], System.Text.Json.JsonSerializer.Deserialize<string[]>(network.Properties["nasfuse.classes"])!);
        Assert.Equal("[0.4,0.45,0.5]", network.Properties["nasfuse.mean"]);
        Assert.Equal("[0.25,0.3,0.35]", network.Properties["nasfuse.std"]);
        Assert.Equal("23x30", network.Properties["nasfuse.size"]);
        Assert.Equal("RGB", network.Properties["nasfuse.colourOrder"]);
    }

    [Fact]
    public void Equal_input_gives_equal_bytes()
    {
        var (graph, weights) = Folded(new Random(7));
        Assert.Equal(OnnxWriter.Write(graph, weights, Exported.Metadata, null), OnnxWriter.Write(graph, weights, Exported.Metadata, null));
    }

    [Fact]
    public void Places_are_described_as_whole_numbers_and_all_else_as_float32()
    {
        var graph = PrimitiveCases.Create("unpool 3", new Size(11, 14));
        var model = ModelProto.Parser.ParseFrom(OnnxWriter.Write(graph, RandomValues.Weights(graph, new Random(1)), Exported.Metadata));
        Assert.All(model.Graph.ValueInfo, value => Assert.Equal(
            value.Name == "places:0" ? TensorProto.Types.DataType.Int64 : TensorProto.Types.DataType.Float, value.Type.TensorType.ElemType));
        Assert.Contains(model.Graph.ValueInfo, value => value.Name == "places:0");
    }

    [Fact]
    public void Training_only_heads_are_left_out()
    {
        var builder = new GraphBuilder(new Size(8, 8));
        var logits = builder.Conv(builder.Image, 2, 1);
        AuxiliaryHead head;
        using (builder.Scope("aux")) head = new AuxiliaryHead(builder.Conv(builder.Image, 2, 3).Node, 0.4);
        var graph = builder.Build(logits, [head]);
        var model = ModelProto.Parser.ParseFrom(OnnxWriter.Write(graph, RandomValues.Weights(graph, new Random(1)), Exported.Metadata));
        Assert.DoesNotContain(model.Graph.Initializer, i => i.Name.StartsWith("aux/", StringComparison.Ordinal));
        Assert.Single(model.Graph.Node);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_named()
    {
        var graph = PrimitiveCases.Create("conv 3x3 stride 2", new Size(8, 8));
        var error = Assert.Throws<ArgumentException>(() => OnnxWriter.Write(graph, new WeightSet([]), Exported.Metadata));
        Assert.Contains("'conv1x1/weight' is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_of_none_is_refused()
    {
        var (graph, weights) = Folded(new Random(7));
        Assert.Throws<ArgumentOutOfRangeException>(() => OnnxWriter.Write(graph, weights, Exported.Metadata, 0));
    }

    private static WeightedGraph Folded(Random random)
    {
        var graph = RandomGraphs.Create(new Size(23, 30), random).Deployed();
        return BatchNormFolding.Fold(graph, RandomValues.Weights(graph, random));
    }

    private static void AssertFoldedRunsAsDefined(Graph graph, WeightSet weights, Random random)
    {
        var folded = BatchNormFolding.Fold(graph.Deployed(), weights);
        using var network = Exported.Load(folded.Graph, folded.Weights);
        var image = RandomValues.Images(graph, 1, random);
        Exported.AssertClose(ReferenceInterpreter.Run(graph, weights, image), network.Run(image));
    }
}
