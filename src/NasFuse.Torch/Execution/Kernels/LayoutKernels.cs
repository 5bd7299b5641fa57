using NasFuse.Core.Graphs;

namespace NasFuse.Torch.Execution;

/// <summary>What only moves values. Most results are windows into the input, so the plan must never let them be overwritten.</summary>
internal static class LayoutKernels
{
    public static Kernel Slice(SliceChannels slice) => (inputs, _) => inputs[0].narrow(1, slice.Start, slice.Count);

    public static Kernel Concatenate(bool[] isConstant)
    {
        if (Array.IndexOf(isConstant, true) < 0 || Array.IndexOf(isConstant, false) < 0) return static (inputs, _) => torch.cat(inputs, 1);
        var varying = Array.IndexOf(isConstant, false);
        return (inputs, _) =>
        {
            var batch = inputs[varying].shape[0];
            return torch.cat([.. inputs.Select((input, i) => isConstant[i] ? input.expand(batch, -1, -1, -1) : input)], 1);
        };
    }
}
