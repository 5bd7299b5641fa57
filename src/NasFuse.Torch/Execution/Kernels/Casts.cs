namespace NasFuse.Torch.Execution;

/// <summary>Changes of number format in mixed precision; a tensor that already has the right one is handed back as it is.</summary>
internal static class Casts
{
    /// <summary>In bfloat16, for convolutions.</summary>
    public static Tensor Narrow(this Tensor value) => value.dtype == torch.bfloat16 ? value : value.to(torch.bfloat16);

    /// <summary>In float32 if it was narrowed, for what sums over many values.</summary>
    public static Tensor Widen(this Tensor value) => value.dtype == torch.bfloat16 ? value.to(torch.float32) : value;
}
