using NasFuse.Core.Graphs;
using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Execution;

/// <summary>Resampling to a fixed size.</summary>
internal static class ResamplingKernels
{
    public static Kernel Resample(Resize resize)
    {
        long[] size = [resize.Size.Height, resize.Size.Width];
        return resize.Mode switch
        {
            ResizeMode.Bilinear => (inputs, _) => F.interpolate(inputs[0], size, mode: torch.InterpolationMode.Bilinear, align_corners: false),
            ResizeMode.BilinearCorners => (inputs, _) => F.interpolate(inputs[0], size, mode: torch.InterpolationMode.Bilinear, align_corners: true),
            ResizeMode.Nearest => (inputs, _) => F.interpolate(inputs[0], size, mode: torch.InterpolationMode.Nearest),
            _ => throw new NotSupportedException($"the torch executor does not know the resampling {resize.Mode}"),
        };
    }
}
