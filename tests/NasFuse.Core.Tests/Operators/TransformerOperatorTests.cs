using NasFuse.Core.Operators;

namespace NasFuse.Core.Tests.Operators;

// Closed forms of survey section 5.3: d = width, l = positions, k = classes.
public sealed class PatchTokensTests : OperatorConformance<PatchTokens>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("patch", 3, 12, 3 * 256 * 12 + 12, (i, a) => 3 * 256 * 12 * a) { ParametersPerPosition = 12 },
        new("patch(s=8)", 3, 12, 3 * 64 * 12 + 12, (i, a) => 3 * 64 * 12 * a) { ParametersPerPosition = 12 },
    ];
}

public sealed class VisionTransformerTests : OperatorConformance<VisionTransformer>
{
    protected override IEnumerable<CostCase> Cases => [Of("vit", 1, 4), Of("vit(n=2,heads=3,mlp=2)", 2, 2)];

    private static CostCase Of(string text, long layers, long expansion)
    {
        const long D = 12;
        return new CostCase(text, 12, 12, layers * ((4 + 2 * expansion) * D * D + (9 + expansion) * D),
            (i, l) => layers * (l * (4 + 2 * expansion) * D * D + 2 * l * l * D));
    }
}

public sealed class ChannelLayerNormTests : OperatorConformance<ChannelLayerNorm>
{
    protected override IEnumerable<CostCase> Cases => [new("ln", 12, 12, 24, (i, a) => 0)];
}

public sealed class MaskTransformerTests : OperatorConformance<MaskTransformer>
{
    protected override IEnumerable<CostCase> Cases => [Of("maskt", 2), Of("maskt(n=1,heads=3)", 1)];

    private static CostCase Of(string text, long layers)
    {
        const long D = 12, K = 5;
        return new CostCase(text, 12, 5, D * D + D + K * D + layers * (12 * D * D + 13 * D) + 2 * D * D + 2 * D + 2 * K,
            (i, l) => l * D * D + layers * ((l + K) * 12 * D * D + 2 * (l + K) * (l + K) * D) + l * D * D + K * D * D + l * K * D);
    }
}

public sealed class SigmoidGateTests : OperatorConformance<SigmoidGate>
{
    protected override IEnumerable<CostCase> Cases => [new("sigmoid", 8, 8, 0, (i, a) => 0)];
}

public sealed class ChannelSoftmaxTests : OperatorConformance<ChannelSoftmax>
{
    protected override IEnumerable<CostCase> Cases => [new("softmax", 8, 8, 0, (i, a) => 0)];
}
