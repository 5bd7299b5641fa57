namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Something a later node can read.</summary>
/// <param name="Id">Id of the node in the architecture.</param>
/// <param name="Layer">When it is made: 0 for a tap of the encoder, then 1, 2, …</param>
/// <param name="Row">Its stride among those of the space, from fine to coarse.</param>
/// <param name="Width">Channels.</param>
internal sealed record NodeSource(string Id, int Layer, int Row, int Width)
{
    /// <summary>Label in choices; that of a tap is the same for all encoders.</summary>
    public required string Label { get; init; }

    /// <summary>The order of a node's inputs, so that a set of inputs is one architecture: finest first, then by layer.</summary>
    public static IEnumerable<NodeSource> InOrder(IEnumerable<NodeSource> sources) => sources.OrderBy(source => source.Row).ThenBy(source => source.Layer);
}
