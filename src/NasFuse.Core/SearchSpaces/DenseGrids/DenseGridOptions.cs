using System.ComponentModel.DataAnnotations;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.DenseGrids;

/// <summary>A grid of layers and strides whose modules read any earlier modules, as in DCNAS.</summary>
/// <remarks>
/// Layer 0 are the encoder's taps, one or more. In every later layer there may be one module per stride; it reads 1 up to <c>maxInputs</c> of all
/// earlier modules and taps, of any layer and any stride within reach. What nobody reads goes to the head. Source: Zhang et al., DCNAS, CVPR 2021.
/// </remarks>
[SearchSpace("dense-grid", "layers × strides of optional modules, each reading any earlier modules of any stride (DCNAS)")]
public sealed record DenseGridOptions : GridOptions
{
    /// <summary>Number of layers after the taps, 1..16. Modules are optional, so architectures may use fewer.</summary>
    [Range(1, 16)] public int Layers { get; init; } = 4;

    /// <summary>Largest scale distance of an edge in octaves, 0..10; the default lets every stride read every other.</summary>
    [Range(0, 10)] public int Reach { get; init; } = 10;

    internal override int LayerCount => Layers;

    internal override int LargestReach => Reach;

    internal override GridLimits Limits => new(Layers: 16, Reach: 10, EveryStrideHasTap: false);

    /// <inheritdoc/>
    public override SearchSpace Create(string name, int classes) => new DenseGrid(new GridPlanReader(this).Read(name, classes));
}
