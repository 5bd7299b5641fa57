using NasFuse.Core.Reproducibility;
using NasFuse.Data.Augmentations;
using NasFuse.Data.Statistics;

namespace NasFuse.Data.Tests.Augmentations;

public sealed class AugmentationTests
{
    private static readonly Normalization Normalization = new([0.5, 0.5, 0.5], [0.25, 0.25, 0.25]);
    private static readonly Size Source = new(40, 60);

    [Fact]
    public void Views_cover_what_the_specification_allows()
    {
        var views = Draw(new AugmentationSpecification { Scale = [0.5, 2] }, Source);
        Assert.InRange(views.Count(view => view.Flip), 400, 600);
        Assert.All(views, view => Assert.InRange(view.Scaled.Height, 20, 80));
        Assert.All(views, view => Assert.Equal(1.5, (double)view.Scaled.Width / view.Scaled.Height, 0.06));
        Assert.InRange(views.Count(view => view.Scaled.Height < 40), 400, 600);
        Assert.True(views.Select(view => view.Color).Distinct().Count() > 900);
    }

    [Fact]
    public void A_window_never_leaves_a_larger_sample_and_always_holds_a_smaller_one()
    {
        foreach (var view in Draw(new AugmentationSpecification { Scale = [0.5, 2] }, Source))
        {
            AssertPlaced(view.Top, view.Scaled.Height, Source.Height);
            AssertPlaced(view.Left, view.Scaled.Width, Source.Width);
        }
    }

    [Fact]
    public void Crop_sets_the_size_and_pads_with_void()
    {
        var augmentation = new Augmentation(Augmentation.None with { Crop = [50, 30] }, Normalization);
        Assert.Equal(new Size(50, 30), augmentation.OutputSize(Source));
        var sample = new SegmentationSample("x", Source, Enumerable.Repeat((byte)255, 3 * 40 * 60).ToArray(), new byte[40 * 60]);
        var image = new float[3 * 50 * 30];
        var labels = new byte[50 * 30];
        augmentation.Apply(sample, RandomStreams.Create(1, "augment", 1, 1), new Size(50, 30), image, labels);
        Assert.Equal(10 * 30, labels.Count(label => label == SegmentationDataset.Void));
        for (var i = 0; i < image.Length; i++) Assert.Equal(labels[i % labels.Length] == SegmentationDataset.Void ? 0f : 2f, image[i], 1e-5f);
    }

    [Fact]
    public void None_only_normalises()
    {
        Assert.All(Draw(Augmentation.None, Source), view =>
            Assert.Equal((Source, 0, 0, false, ColorTransform.Create(Normalization)), (view.Scaled, view.Top, view.Left, view.Flip, view.Color)));
    }

    [Fact]
    public void Equal_streams_give_equal_views() =>
        Assert.Equal(Draw(new AugmentationSpecification(), Source), Draw(new AugmentationSpecification(), Source));

    private static List<SampleView> Draw(AugmentationSpecification specification, Size window)
    {
        var augmentation = new Augmentation(specification, Normalization);
        return [.. Enumerable.Range(0, 1000).Select(i => augmentation.Draw(RandomStreams.Create(5, "augment", 1, i), Source, window))];
    }

    private static void AssertPlaced(int at, int scaled, int window)
    {
        if (scaled >= window) Assert.InRange(at, 0, scaled - window);
        else Assert.InRange(at, scaled - window, 0);
    }
}
