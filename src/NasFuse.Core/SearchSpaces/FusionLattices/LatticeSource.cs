namespace NasFuse.Core.SearchSpaces.FusionLattices;

/// <summary>Something a lattice node can read.</summary>
/// <param name="Id">Id of the node in the architecture.</param>
/// <param name="Layer">Layer of the lattice; 0 for a tap of the encoder.</param>
/// <param name="Row">Row of the lattice.</param>
/// <param name="Width">Channels.</param>
internal sealed record LatticeSource(string Id, int Layer, int Row, int Width)
{
    /// <summary>Label in choices; that of a tap is the same for all encoders.</summary>
    public required string Label { get; init; }

    /// <summary>The order of a node's inputs, so that a set of inputs is one architecture: finest first, then by layer.</summary>
    public static IEnumerable<LatticeSource> InOrder(IEnumerable<LatticeSource> sources) => sources.OrderBy(source => source.Row).ThenBy(source => source.Layer);
}
