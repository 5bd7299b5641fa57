using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.TestKit.Graphs;

namespace NasFuse.Onnx.Tests.Writing;

public sealed class PrimitiveTests
{
    public static TheoryData<string> Cases => [.. PrimitiveCases.Names];

    [Theory, MemberData(nameof(Cases))]
    public void Runs_as_defined_at_odd_sizes(string name)
    {
        foreach (var size in (Size[])[new(23, 30), new(45, 60), new(57, 61), new(7, 5)]) AssertRunsAsDefined(name, size, batch: 1, images: 1);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Runs_as_defined_in_a_fixed_batch(string name) => AssertRunsAsDefined(name, new Size(11, 14), batch: 3, images: 3);

    [Theory, MemberData(nameof(Cases))]
    public void Runs_as_defined_in_any_batch(string name) => AssertRunsAsDefined(name, new Size(11, 14), batch: null, images: 2);

    [Theory, InlineData("max pool 3 stride 2"), InlineData("average pool 4"), InlineData("adaptive 6x8"), InlineData("bilinear odd"), InlineData("nearest twice less one")]
    public void Runs_as_defined_at_the_size_of_a_study(string name) => AssertRunsAsDefined(name, new Size(180, 240), batch: 1, images: 1);

    [Fact]
    public void An_image_that_is_its_own_logits_passes_through()
    {
        var builder = new GraphBuilder(new Size(4, 5));
        Exported.AssertRunsAsDefined(builder.Build(builder.Image), new WeightSet([]), batch: null, images: 2, new Random(1));
    }

    [Fact]
    public void Nearest_copies_the_same_rows_as_the_definition_for_all_small_lengths()
    {
        var random = new Random(5);
        for (var i = 0; i < 60; i++)
        {
            var builder = new GraphBuilder(new Size(random.Next(1, 40), random.Next(1, 40)));
            var graph = builder.Build(builder.Emit(new Resize(new Size(random.Next(1, 300), random.Next(1, 300)), ResizeMode.Nearest), "resize", builder.Image));
            Exported.AssertRunsAsDefined(graph, new WeightSet([]), batch: 1, images: 1, random);
        }
    }

    private static void AssertRunsAsDefined(string name, Size size, int? batch, int images)
    {
        var graph = PrimitiveCases.Create(name, size);
        var random = new Random(name.Length + size.Height);
        Exported.AssertRunsAsDefined(graph, RandomValues.Weights(graph, random), batch, images, random);
    }
}
