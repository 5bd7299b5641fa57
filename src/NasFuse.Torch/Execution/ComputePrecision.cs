namespace NasFuse.Torch.Execution;

/// <summary>Number formats in which a network computes. Its values are always kept in float32.</summary>
public enum ComputePrecision
{
    /// <summary>float32 throughout.</summary>
    Float32,

    /// <summary>
    /// Convolutions in bfloat16, everything that sums over many values (normalisation statistics, losses) in float32.
    /// bfloat16 has float32's range, so that gradients need no loss scaling (Kalamkar et al. 2019).
    /// </summary>
    MixedBFloat16,
}
