using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Studies;

/// <summary>How a trained network, the teacher, teaches candidates: they are drawn to its class probabilities pixel by pixel.</summary>
/// <remarks>Source: Hinton, Vinyals and Dean 2015, section 2; for segmentation as FasterSeg (Chen et al., ICLR 2020), but averaged over pixels only.</remarks>
public sealed record DistillationSpecification
{
    /// <summary>Folder of the teacher as export and train write it; a relative one is relative to the working directory.</summary>
    [Required] public string Teacher { get; init; } = "";

    /// <summary>Factor of the distillation loss beside the pixel loss, above 0 and at most 100.</summary>
    [Range(1e-6, 100)] public double Weight { get; init; } = 1;

    /// <summary>Both networks' logits are divided by this, 0.1..100; above 1 the teacher's doubts count more.</summary>
    [Range(0.1, 100)] public double Temperature { get; init; } = 1;
}
