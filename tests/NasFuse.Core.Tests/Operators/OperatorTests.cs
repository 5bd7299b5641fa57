using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Tests.Operators;

// Closed forms: c = channels in, w = channels out, a = output area, i = input area; batch normalisation adds 2 per channel.
public sealed class ConvTests : OperatorConformance<Conv>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("conv", 8, 12, 9 * 8 * 12 + 24, (i, a) => 9 * 8 * 12 * a),
        new("conv(k=1)", 8, 12, 8 * 12 + 24, (i, a) => 8 * 12 * a),
        new("conv(k=5,s=2,n=2)", 8, 12, 25 * 8 * 12 + 24 + 25 * 12 * 12 + 24, (i, a) => (25 * 8 * 12 + 25 * 12 * 12) * a),
        new("conv(d=4)", 8, 12, 9 * 8 * 12 + 24, (i, a) => 9 * 8 * 12 * a),
        new("conv(g=4)", 8, 12, 9 * 2 * 12 + 24, (i, a) => 9 * 2 * 12 * a),
        new("conv(bn=0,act=none)", 8, 12, 9 * 8 * 12 + 12, (i, a) => 9 * 8 * 12 * a),
        new("conv(k=1,b=1)", 8, 12, 8 * 12 + 12 + 24, (i, a) => 8 * 12 * a),
        new("conv(k=1,bn=0,b=0,act=sigmoid)", 8, 12, 8 * 12, (i, a) => 8 * 12 * a),
    ];
}

public sealed class DepthwiseTests : OperatorConformance<Depthwise>
{
    protected override IEnumerable<CostCase> Cases => [new("dw", 8, 8, 9 * 8 + 16, (i, a) => 9 * 8 * a), new("dw(k=5,s=2)", 8, 8, 25 * 8 + 16, (i, a) => 25 * 8 * a)];
}

public sealed class DepthwiseSeparableTests : OperatorConformance<DepthwiseSeparable>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("dwsep", 8, 12, 9 * 8 + 16 + 8 * 12 + 24, (i, a) => (9 * 8 + 8 * 12) * a),
        new("dwsep(k=5,s=2)", 8, 12, 25 * 8 + 16 + 8 * 12 + 24, (i, a) => (25 * 8 + 8 * 12) * a),
    ];
}

public sealed class InvertedBottleneckTests : OperatorConformance<InvertedBottleneck>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("mb(e=3)", 8, 8, 8 * 24 + 48 + 9 * 24 + 48 + 24 * 8 + 16, (i, a) => 8 * 24 * i + (9 * 24 + 24 * 8) * a),
        new("mb(k=5,s=2)", 8, 12, 8 * 48 + 96 + 25 * 48 + 96 + 48 * 12 + 24, (i, a) => 8 * 48 * i + (25 * 48 + 48 * 12) * a),
        new("mb(e=3,se=4)", 8, 12, 8 * 24 + 48 + 9 * 24 + 48 + 24 * 12 + 24 + (2 * 24 * 6 + 6 + 24), (i, a) => 8 * 24 * i + (9 * 24 + 24 * 12) * a + 2 * 24 * 6),
    ];
}

public sealed class SqueezeExcitationTests : OperatorConformance<SqueezeExcitation>
{
    protected override IEnumerable<CostCase> Cases => [new("se(r=4)", 16, 16, 2 * 16 * 4 + 4 + 16, (i, a) => 2 * 16 * 4)];
}

public sealed class ZoomedConvTests : OperatorConformance<ZoomedConv>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("zoom(s=2)", 8, 12, 9 * 8 * 12 + 24, (i, a) => 9 * 8 * 12 * a),
        new("zoom(n=2,s=2)", 8, 12, 9 * 8 * 12 + 24 + 9 * 12 * 12 + 24, (i, a) => (9 * 8 * 12 + 9 * 12 * 12) * a),
    ];

    [Fact]
    public void At_stride_one_it_convolves_a_quarter_of_the_area()
    {
        var graph = NasFuse.Core.Architectures.ArchitectureLowering.Lower(SmallArchitectures.WithOperator("zoom", 8, 12, 1), new(180, 240));
        Assert.Equal((9 * 8 * 12 + 24, 9L * 8 * 12 * 45 * 60), SmallArchitectures.CostOf(graph, "it/"));
    }
}

public sealed class FactorizedReductionTests : OperatorConformance<FactorizedReduction>
{
    protected override IEnumerable<CostCase> Cases => [new("fr", 8, 12, 8 * 12 + 24, (i, a) => 8 * 12 * a), new("fr", 8, 7, 8 * 7 + 14, (i, a) => 8 * 7 * a)];
}

public sealed class ResidualBlockTests : OperatorConformance<ResidualBlock>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("res", 12, 12, 2 * 9 * 144 + 48, (i, a) => 2 * 9 * 144 * a),
        new("res(s=2)", 8, 12, 9 * 96 + 9 * 144 + 48 + 96 + 24, (i, a) => (9 * 96 + 9 * 144 + 96) * a),
        new("res(n=2,se=4,post=none)", 8, 12, 9 * 96 + 9 * 144 + 48 + 96 + 24 + 2 * 9 * 144 + 48 + 2 * (2 * 12 * 3 + 3 + 12), (i, a) => (9 * 96 + 9 * 144 + 96 + 2 * 9 * 144) * a + 2 * 2 * 12 * 3),
    ];
}

public sealed class MaxPoolTests : OperatorConformance<MaxPool>
{
    protected override IEnumerable<CostCase> Cases => [new("mp", 8, 8, 0, (i, a) => 0), new("mp(k=3,s=1)", 8, 8, 0, (i, a) => 0), new("mp(k=3)", 8, 8, 0, (i, a) => 0)];
}

public sealed class AveragePoolTests : OperatorConformance<AveragePool>
{
    protected override IEnumerable<CostCase> Cases => [new("ap", 8, 8, 0, (i, a) => 0), new("ap(k=3,s=1)", 8, 8, 0, (i, a) => 0)];
}

public sealed class IdentityTests : OperatorConformance<Identity>
{
    protected override IEnumerable<CostCase> Cases => [new("id", 8, 8, 0, (i, a) => 0)];
}

public sealed class RectifierTests : OperatorConformance<Rectifier>
{
    protected override IEnumerable<CostCase> Cases => [new("relu", 8, 8, 0, (i, a) => 0)];
}

public sealed class PyramidPoolingTests : OperatorConformance<PyramidPooling>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("ppm", 16, 12, 4 * (16 * 4 + 8) + 9 * (16 + 16) * 12 + 24, (i, a) => 16 * 4 * (1 + 4 + 9 + 36) + 9 * 32 * 12 * a),
        new("ppm(bins=1|2,red=6,ko=1)", 16, 12, 2 * (16 * 6 + 12) + (16 + 12) * 12 + 24, (i, a) => 16 * 6 * (1 + 4) + 28 * 12 * a),
    ];
}

public sealed class AtrousPyramidTests : OperatorConformance<AtrousPyramid>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("aspp(rates=2|4)", 16, 12, 2 * (16 * 12 + 24) + 2 * (9 * 16 * 12 + 24) + 4 * 12 * 12 + 24, (i, a) => (16 * 12 + 9 * 2 * 16 * 12 + 4 * 12 * 12) * a + 16 * 12),
        new("aspp(rates=2,a=6,img=0)", 16, 12, 16 * 6 + 12 + 9 * 16 * 6 + 12 + 2 * 6 * 12 + 24, (i, a) => (16 * 6 + 9 * 16 * 6 + 2 * 6 * 12) * a),
    ];
}

public sealed class FeatureFusionModuleTests : OperatorConformance<FeatureFusionModule>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("ffm", 16, 12, 16 * 12 + 24 + 2 * 144, (i, a) => 16 * 12 * a + 2 * 144),
        new("ffm(r=4)", 16, 12, 16 * 12 + 24 + 2 * 36, (i, a) => 16 * 12 * a + 2 * 36),
    ];
}

public sealed class OperatorCoverageTests
{
    [Fact]
    public void Every_operator_has_a_conformance_test()
    {
        var tested = typeof(OperatorCoverageTests).Assembly.GetTypes()
            .Select(type => type.BaseType).Where(type => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(OperatorConformance<>))
            .Select(type => type!.GetGenericArguments()[0]).ToHashSet();
        Assert.All(Vocabularies.Operators.Defaults, operation => Assert.Contains(operation.GetType(), tested));
    }
}
