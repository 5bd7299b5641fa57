using System.ComponentModel.DataAnnotations;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.FusionLattices;

/// <summary>A light encoder followed by a densely connected lattice of fusion nodes at several scales.</summary>
/// <remarks>
/// Layer 0 of the lattice are the encoder's taps. In every later layer there may be one node per stride; it reads at least one node of the layer
/// right before it and any others of earlier layers, merges them by a fusion and applies an operator. What nobody reads goes to the head.
/// Vocabulary is written as in architecture texts.
/// </remarks>
[SearchSpace("fusion-lattice", "light encoder, then a densely connected up/keep/down lattice of multi-input fusion nodes")]
public sealed record FusionLatticeOptions : GridOptions
{
    /// <summary>Number of lattice layers after the taps, 1..8. Nodes are optional, so architectures may use fewer.</summary>
    [Range(1, 8)] public int Layers { get; init; } = 3;

    /// <summary>Largest scale distance of an edge in octaves, 0..4: with 1 a node at 1/8 reads 1/4, 1/8 and 1/16.</summary>
    [Range(0, 4)] public int Reach { get; init; } = 1;

    internal override int LayerCount => Layers;

    internal override int LargestReach => Reach;

    internal override GridLimits Limits => new(Layers: 8, Reach: 4, EveryStrideHasTap: true);

    /// <inheritdoc/>
    public override SearchSpace Create(string name, int classes) => new FusionLattice(new GridPlanReader(this).Read(name, classes));
}
