using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace NasFuse.Benchmarks;

/// <summary>The network of <see cref="TrainingThroughput"/> as one would write it with TorchSharp's own modules.</summary>
internal sealed class HandWrittenNetwork : Module<Tensor, Tensor>
{
    private readonly Sequential _s2 = ConvBnRelu(3, 16, 3, 2);
    private readonly Sequential _s4 = InvertedBottleneck(16, 24, 3);
    private readonly Sequential _s8 = InvertedBottleneck(24, 32, 3);
    private readonly Sequential _s16 = InvertedBottleneck(32, 64, 4);
    private readonly Sequential _match16 = ConvBnRelu(64, 32, 1, 1);
    private readonly Sequential _f8 = ConvBnRelu(32, 32, 3, 1);
    private readonly Sequential _match4 = ConvBnRelu(24, 32, 1, 1);
    private readonly Sequential _f4 = ConvBnRelu(32, 32, 3, 1);
    private readonly Conv2d _classify = Conv2d(32, 11, 1);

    public HandWrittenNetwork()
        : base(nameof(HandWrittenNetwork)) => RegisterComponents();

    public override Tensor forward(Tensor images)
    {
        var s4 = _s4.forward(_s2.forward(images));
        var s8 = _s8.forward(s4);
        var f8 = _f8.forward(Enlarge(_match16.forward(_s16.forward(s8)), s8) + s8);
        var f4 = _f4.forward(Enlarge(f8, s4) + _match4.forward(s4));
        return Enlarge(_classify.forward(f4), images);
    }

    private static Tensor Enlarge(Tensor map, Tensor like) => F.interpolate(map, [like.shape[2], like.shape[3]], mode: torch.InterpolationMode.Bilinear, align_corners: false);

    private static Sequential ConvBnRelu(long from, long to, long kernel, long stride) =>
        Sequential(Conv2d(from, to, kernel, stride, kernel / 2, bias: false), BatchNorm2d(to), ReLU(inplace: true));

    private static Sequential InvertedBottleneck(long from, long to, long expansion)
    {
        var wide = from * expansion;
        return Sequential(
            Conv2d(from, wide, 1, bias: false), BatchNorm2d(wide), ReLU(inplace: true),
            Conv2d(wide, wide, 3, 2, 1, groups: wide, bias: false), BatchNorm2d(wide), ReLU(inplace: true),
            Conv2d(wide, to, 1, bias: false), BatchNorm2d(to));
    }
}
