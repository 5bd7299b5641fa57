using NasFuse.Core.Operators;

namespace NasFuse.Core.Tests.Operators;

// Closed forms of survey section 5.3: c = channels in, w = channels out, a = output area, i = input area.
public sealed class PyramidPoolingSumTests : OperatorConformance<PyramidPoolingSum>
{
    protected override IEnumerable<CostCase> Cases => [new("ppmsum", 8, 8, 0, (i, a) => 0), new("ppmsum(bins=1|4)", 8, 8, 0, (i, a) => 0)];
}

public sealed class AtrousPyramidSumTests : OperatorConformance<AtrousPyramidSum>
{
    protected override IEnumerable<CostCase> Cases => [new("asppsum(rates=2|4|6)", 8, 12, 3 * (9 * 8 * 12 + 12), (i, a) => 9 * 3 * 8 * 12 * a)];
}

public sealed class AdaptiveContextTests : OperatorConformance<AdaptiveContext>
{
    protected override IEnumerable<CostCase> Cases => [Of("acm", 1), Of("acm(bin=3)", 3)];

    private static CostCase Of(string text, int bin)
    {
        var (c, w, b) = (16L, 12L, (long)bin * bin);
        return new CostCase(text, 16, 12, 2 * (c * w + 2 * w) + 3 * (w * w + 2 * w) + w * b + b,
            (i, a) => c * w * b + c * w * a + w * w + 2 * w * w * a + w * b * a + b * w * a);
    }
}

public sealed class GlobalContextTests : OperatorConformance<GlobalContext>
{
    protected override IEnumerable<CostCase> Cases => [new("gapl2", 8, 12, 2 * 8 + 2 * 8 * 12 + 24, (i, a) => 2 * 8 * 12 * a)];
}

public sealed class AttentionRefinementTests : OperatorConformance<AttentionRefinement>
{
    protected override IEnumerable<CostCase> Cases => [new("arm", 8, 12, 9 * 8 * 12 + 24 + 144 + 24, (i, a) => 9 * 8 * 12 * a + 144)];
}

public sealed class UnaryAttentionTests : OperatorConformance<UnaryAttention>
{
    protected override IEnumerable<CostCase> Cases => [new("uattn", 12, 12, 9 * 12 + 12, (i, a) => 9 * 12 * a)];
}

public sealed class AsymmetricPyramidBlockTests : OperatorConformance<AsymmetricPyramidBlock>
{
    protected override IEnumerable<CostCase> Cases => [Of("apnb", 4, 1 + 9 + 36 + 64), Of("apnb(key=6,bins=1|3)", 6, 1 + 9)];

    private static CostCase Of(string text, long key, long samples)
    {
        const long C = 16;
        return new CostCase(text, 16, 16, C * key + 2 * key + C * key + key + key * C + C + 2 * C * C + 2 * C,
            (i, a) => (3 * C * key + 2 * C * C) * a + 2 * key * samples * a);
    }
}

public sealed class RoutingCellTests : OperatorConformance<RoutingCell>
{
    protected override IEnumerable<CostCase> Cases => [Of("drcell", 3), Of("drcell(gates=1)", 1)];

    private static CostCase Of(string text, long gates)
    {
        const long C = 16;
        return new CostCase(text, 16, 16, 18 * C + 2 * C * C + 4 * C + C * C / 2 + C + gates * C / 2 + gates,
            (i, a) => 2 * (9 * C + C * C) * a + C * C / 2 * a + gates * C / 2);
    }
}

public sealed class RandomFieldIterationsTests : OperatorConformance<RandomFieldIterations>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("crf", 6, 6, 3 * 36, (i, a) => 5 * (2 * 49 * 6 + 3 * 36) * a),
        new("crf(it=2,win=5,dil=2)", 6, 6, 3 * 36, (i, a) => 2 * (2 * 25 * 6 + 3 * 36) * a),
    ];
}

public sealed class RandomFieldLayersTests : OperatorConformance<RandomFieldLayers>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("mrf", 6, 6, 25 * 36 * 5 + 6 * 5 + 2, (i, a) => (2 * 49 * 6 + 25 * 36 * 5) * a),
        new("mrf(win=5,gk=3,mix=2)", 6, 6, 9 * 36 * 2 + 6 * 2 + 2, (i, a) => (2 * 25 * 6 + 9 * 36 * 2) * a),
    ];
}
