using System.Collections.Immutable;

namespace NasFuse.Data.Planted;

/// <summary>What a pixel of a planted riddle is; the number is the class id.</summary>
internal enum PlantedClass : byte
{
    /// <summary>Spots under a red beacon, ground under a blue one.</summary>
    Odd,

    /// <summary>Ground under a red beacon, spots under a blue one.</summary>
    Even,

    /// <summary>The beacon itself.</summary>
    Beacon,
}

/// <summary>The classes as a data set has them.</summary>
internal static class PlantedClasses
{
    public static ImmutableArray<SegmentationClass> All { get; } =
        [new("odd", new(230, 159, 0)), new("even", new(0, 114, 178)), new("beacon", new(0, 158, 115))];
}
