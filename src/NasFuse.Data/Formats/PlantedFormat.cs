using System.Collections.Immutable;
using NasFuse.Data.Planted;

namespace NasFuse.Data.Formats;

/// <summary>Riddles made in memory whose best fusion is known by construction: a product of a fine map and a global view. To test searches with.</summary>
public sealed class PlantedFormat : PaintedFormat
{
    /// <inheritdoc/>
    public override string Name => "planted";

    /// <inheritdoc/>
    public override string Layout => "made in memory; data.trainLimit and data.valLimit set the number of images";

    internal override ImmutableArray<SegmentationClass> Classes => PlantedClasses.All;

    internal override string Subject => "planted";

    internal override string ImageName => "riddle";

    internal override int PaintingVersion => 1;

    internal override Painter Paint => PlantedPainter.Paint;

    internal override int TrainImages => 96;

    internal override int ValImages => 32;
}
