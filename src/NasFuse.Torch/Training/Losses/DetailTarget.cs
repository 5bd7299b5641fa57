using NasFuse.Torch.Execution;
using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Training.Losses;

/// <summary>What a detail head learns: which pixels lie on a border between classes.</summary>
/// <remarks>
/// Source: STDC (Fan et al., CVPR 2021) and its published code: the 3×3 Laplacian (8 in the middle, −1 around) of the label map at strides 1, 2 and 4, each
/// made binary at 0.1 and enlarged to the label's size by the nearest value, then their sum with weights 0.6, 0.3 and 0.1, made binary at 0.1 again.
/// As there, only the side with the larger class number lies on the border, because negative responses do not count, and stride 4 alone does not reach above
/// the threshold. Unlike there, void and what lies beyond the image are unknown and make no border: the published code takes void for class 255 and the outside
/// for class 0, so that the frame of an image and the void side of every labelled object would be learned as details that are none.
/// </remarks>
public static class DetailTarget
{
    private const double Threshold = 0.1;

    private static readonly (long Stride, double Weight)[] s_levels = [(1, 0.6), (2, 0.3), (4, 0.1)];

    /// <summary>Over the channels class and labelled: class in the middle, number of labelled neighbours, sum of their classes.</summary>
    private static readonly float[] s_kernels =
    [
        0, 0, 0, 0, 1, 0, 0, 0, 0, /**/ 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, /**/ 1, 1, 1, 1, 0, 1, 1, 1, 1,
        1, 1, 1, 1, 0, 1, 1, 1, 1, /**/ 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Borders of label maps, without derivatives.</summary>
    /// <param name="labels">Classes, <c>[N, H, W] int64</c>, <see cref="PixelLoss.VoidLabel"/> where there is none.</param>
    /// <returns><c>[N, 1, H, W] float32</c> of 0 and 1, on the labels' device; 0 at void.</returns>
    public static Tensor Of(Tensor labels)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var labelled = labels.IsNot(PixelLoss.VoidLabel);
        var maps = torch.stack([labels.mul(labelled), labelled.to(torch.int64)], 1).to(torch.float32);
        var kernels = torch.tensor(s_kernels, [3, 2, 3, 3], device: labels.device);
        var fused = s_levels.Select(level => Borders(maps, kernels, level.Stride).Times(level.Weight)).Aggregate((a, b) => a.Plus(b));
        return Binary(fused).MoveToOuterDisposeScope();
    }

    private static Tensor Borders(Tensor maps, Tensor kernels, long stride)
    {
        var sums = F.conv2d(maps, kernels, null, [stride, stride], [1, 1]);
        var laplacian = sums.narrow(1, 0, 1).mul(sums.narrow(1, 1, 1)).sub(sums.narrow(1, 2, 1));
        long[] size = [maps.shape[2], maps.shape[3]];
        return stride == 1 ? Binary(laplacian) : F.interpolate(Binary(laplacian), size, mode: torch.InterpolationMode.Nearest);
    }

    private static Tensor Binary(Tensor values) => values.Exceeds(Threshold).to(torch.float32);
}
