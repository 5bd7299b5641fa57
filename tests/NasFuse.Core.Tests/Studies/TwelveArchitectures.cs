using NasFuse.Core.Architectures;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.Studies;

/// <summary>Widths times kernels: few enough that a random sampler repeats itself.</summary>
internal sealed class TwelveArchitectures : SearchSpace
{
    public override string Name => "twelve";

    public override Architecture Build(IChooser chooser)
    {
        string[] widths = ["4", "8", "12", "16"], kernels = ["1", "3", "5"];
        var (width, kernel) = (widths[chooser.Choose("width", widths)], kernels[chooser.Choose("kernel", kernels)]);
        return ArchitectureText.Parse($"a: 1/2 x{width} = conv(k={kernel},s=2) <- image\nb: 1/2 x{width} = conv(k={kernel}) <- a\nout: 1/1 x3 = conv(k=1) <- b>up");
    }

    public override SpaceCount Count() => SpaceCount.Exactly(12);
}
