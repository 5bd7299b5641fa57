using NasFuse.Core.Graphs;
using static NasFuse.Torch.Execution.ComposedKernels;
using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Execution;

/// <summary>What only moves values. Most results are windows into the input, so the plan must never let them be overwritten.</summary>
internal static class LayoutKernels
{
    public static Kernel Slice(SliceChannels slice) => (inputs, _) => inputs[0].narrow(1, slice.Start, slice.Count);

    public static Kernel Reshape(TensorShape shape) => (inputs, _) => inputs[0].reshape(-1, shape.Channels, shape.Height, shape.Width);

    public static Kernel Permute(Permute permute)
    {
        long[] order = [0, permute.First + 1, permute.Second + 1, permute.Third + 1];
        return (inputs, _) => inputs[0].permute(order);
    }

    public static Kernel Crop(Crop crop) => InOwnScope((inputs, _) => inputs[0].narrow(2, crop.Top, crop.Size.Height).narrow(3, crop.Left, crop.Size.Width));

    public static Kernel Shift(Shift shift, TensorShape shape)
    {
        int up = Math.Max(0, -shift.Rows), down = Math.Max(0, shift.Rows), left = Math.Max(0, -shift.Columns), right = Math.Max(0, shift.Columns);
        long[] margins = [left, right, up, down];
        return InOwnScope((inputs, _) => F.pad(inputs[0], margins, PaddingModes.Constant, 0d).narrow(2, down, shape.Height).narrow(3, right, shape.Width));
    }

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
