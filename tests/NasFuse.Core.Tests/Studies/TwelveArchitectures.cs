using NasFuse.Core.Architectures;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;

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

internal sealed class FakeEvaluator(Func<Trial, CancellationToken, Trial> evaluate, double? meanIou = null) : ITrialEvaluator
{
    public string Device => "none";

    public Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation)
    {
        for (var epoch = 1; epoch <= 2; epoch++) progress.Epoch(new EpochRecord(epoch, 1, 0.1, meanIou, 1, 1));
        return evaluate(assignment.Trial, cancellation);
    }

    public void Dispose()
    {
    }
}
