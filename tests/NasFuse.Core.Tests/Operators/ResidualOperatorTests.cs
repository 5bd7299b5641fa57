using NasFuse.Core.Operators;

namespace NasFuse.Core.Tests.Operators;

// Closed forms of survey section 5.3: c = channels in, w = channels out, a = output area, i = input area.
public sealed class SeparablePairTests : OperatorConformance<SeparablePair>
{
    protected override IEnumerable<CostCase> Cases => [new("sep2", 12, 12, 18 * 12 + 2 * 144 + 4 * 12, (i, a) => 2 * (9 * 12 + 144) * a)];
}

public sealed class BottleneckTests : OperatorConformance<Bottleneck>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("bott", 16, 16, 16 * 4 + 8 + 9 * 16 + 8 + 4 * 16 + 32, (i, a) => (16 * 4 + 9 * 16 + 4 * 16) * a),
        new("bott(s=2)", 8, 16, 8 * 4 + 8 + 9 * 16 + 8 + 4 * 16 + 32 + 8 * 16 + 32, (i, a) => 8 * 4 * i + (9 * 16 + 4 * 16 + 8 * 16) * a),
        new("bott(d=2,n=2)", 8, 16, 8 * 4 + 8 + 9 * 16 + 8 + 4 * 16 + 32 + 8 * 16 + 32 + 16 * 4 + 8 + 9 * 16 + 8 + 4 * 16 + 32,
            (i, a) => (8 * 4 + 9 * 16 + 4 * 16 + 8 * 16 + 16 * 4 + 9 * 16 + 4 * 16) * a),
    ];
}

public sealed class ShortTermDenseTests : OperatorConformance<ShortTermDense>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("stdc", 8, 16, 8 * 8 + 16 + 9 * 256 / 8 + 8 + 9 * 256 / 32 + 4 + 9 * 256 / 64 + 4, (i, a) => 8 * 8 * i + (9 * 256 / 8 + 9 * 256 / 32 + 9 * 256 / 64) * a),
        new("stdc(s=2)", 8, 16, 8 * 8 + 16 + 9 * 8 + 16 + 9 * 256 / 8 + 8 + 9 * 256 / 32 + 4 + 9 * 256 / 64 + 4,
            (i, a) => 8 * 8 * i + (9 * 8 + 9 * 256 / 8 + 9 * 256 / 32 + 9 * 256 / 64) * a),
    ];
}

public sealed class TransposedConvTests : OperatorConformance<TransposedConv>
{
    protected override IEnumerable<CostCase> Cases =>
    [
        new("tconv", 8, 12, 4 * 8 * 12 + 12, (i, a) => 4 * 8 * 12 * i),
        new("tconv(k=4)", 8, 12, 16 * 8 * 12 + 12, (i, a) => 16 * 8 * 12 * i),
    ];
}
