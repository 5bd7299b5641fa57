using System.Collections.Immutable;

namespace NasFuse.Data.Synthetic;

/// <summary>What a pixel of a synthetic street shows; the number is the class id.</summary>
internal enum StreetClass : byte
{
    Sky,
    Building,
    Pole,
    Road,
    Pavement,
    Tree,
    Car,
    Pedestrian,
}

/// <summary>The classes as a data set has them.</summary>
internal static class StreetClasses
{
    public static ImmutableArray<SegmentationClass> All { get; } =
    [
        new("sky", new(70, 130, 180)), new("building", new(70, 70, 70)), new("pole", new(220, 220, 0)), new("road", new(128, 64, 128)),
        new("pavement", new(244, 35, 232)), new("tree", new(107, 142, 35)), new("car", new(0, 0, 142)), new("pedestrian", new(220, 20, 60)),
    ];
}
