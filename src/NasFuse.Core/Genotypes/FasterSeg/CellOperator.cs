namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>What a cell may compute, in the order of the columns of the operator tables.</summary>
public enum CellOperator
{
    /// <summary>Nothing at stride 1, a factorised reduction at stride 2.</summary>
    Skip,

    /// <summary>A 3×3 convolution.</summary>
    Conv,

    /// <summary>A 3×3 convolution on the halved map.</summary>
    Zoom,

    /// <summary>Two 3×3 convolutions.</summary>
    ConvTwice,

    /// <summary>Two 3×3 convolutions on the halved map.</summary>
    ZoomTwice,
}
