using System.Collections.Immutable;
using NasFuse.Data.Synthetic;

namespace NasFuse.Data.Formats;

/// <summary>Street scenes made in memory: eight classes, objects from near and large to far and small, void at their edges. The limits say how many there are.</summary>
public sealed class SyntheticFormat : PaintedFormat
{
    /// <inheritdoc/>
    public override string Name => "synthetic";

    /// <inheritdoc/>
    public override string Layout => "made in memory; data.trainLimit and data.valLimit set the number of scenes";

    internal override ImmutableArray<SegmentationClass> Classes => StreetClasses.All;

    internal override string Subject => "street";

    internal override int PaintingVersion => 1;

    internal override Painter Paint => StreetPainter.Paint;

    internal override int TrainImages => 240;

    internal override int ValImages => 60;
}
