namespace NasFuse.Data.Synthetic;

/// <summary>What stands where in one street, and in which light.</summary>
internal sealed record StreetScene
{
    public required Camera Camera { get; init; }

    /// <summary>X of the middle of the road, metres.</summary>
    public required double RoadCenter { get; init; }

    /// <summary>Half the width of the road, metres.</summary>
    public required double RoadHalfWidth { get; init; }

    /// <summary>X of the house fronts at the left (negative) and right, metres.</summary>
    public required double LeftWall { get; init; }

    /// <inheritdoc cref="LeftWall"/>
    public required double RightWall { get; init; }

    /// <summary>Distance of what closes the street, metres.</summary>
    public required double End { get; init; }

    public required List<Building> LeftRow { get; init; }

    public required List<Building> RightRow { get; init; }

    public required List<Building> EndRow { get; init; }

    /// <summary>Sky overhead and at the horizon; the latter also tints what is far away.</summary>
    public required Tint Zenith { get; init; }

    /// <inheritdoc cref="Zenith"/>
    public required Tint Haze { get; init; }

    /// <summary>Distance at which haze hides half, metres.</summary>
    public required double HazeDistance { get; init; }

    public required Tint Asphalt { get; init; }

    public required Tint Paving { get; init; }

    /// <summary>Brightness of everything.</summary>
    public required float Light { get; init; }

    /// <summary>Brightness of the left and of the right side of the street.</summary>
    public required (float Left, float Right) SideLight { get; init; }

    /// <summary>Width of the shadow that the darker side throws, metres.</summary>
    public required double ShadowWidth { get; init; }

    /// <summary>Everything that stands on the ground, far to near.</summary>
    public required IReadOnlyList<StreetObject> Objects { get; init; }

    /// <summary>Seed of textures.</summary>
    public required uint Seed { get; init; }
}
