using NasFuse.Data.Decoding;

namespace NasFuse.Data.Tests.Formats;

public sealed class CityscapesFormatTests
{
    private const string SmallMask = "gtFine/val/frankfurt/frankfurt_000000_000294_gtFine_label";

    [Fact]
    public void The_official_tree_is_read()
    {
        using var tree = OpenTree(out var specification);
        var dataset = SegmentationDatasets.Open(specification);
        Assert.Equal((2, 1), (dataset.Count(Split.Train), dataset.Count(Split.Val)));
        Assert.Equal(19, dataset.Classes.Length);
        Assert.Equal(("aachen_000000_000019", new Size(1024, 2048)), (dataset.LoadOriginal(Split.Train, 0).Name, dataset.LoadOriginal(Split.Train, 0).Size));
        Assert.Equal(new Size(128, 256), dataset.Load(Split.Train, 0).Size);
    }

    [Fact]
    public void LabelIds_become_the_official_trainIds()
    {
        using var tree = OpenTree(out var specification);
        var labels = SegmentationDatasets.Open(specification).LoadOriginal(Split.Val, 0).Labels;
        var official = RawPng.Read(Path.Combine(SharedData.Require("cityscapes"), "small", SmallMask + "TrainIds.png")).Samples;
        var different = labels.Zip(official).Count(pair => pair.First != pair.Second);
        // The two files were made smaller independently.
        Assert.InRange(different, 0, labels.Length / 200);
        Assert.True(labels.Distinct().Count() > 8);
    }

    [Fact]
    public void A_labelId_that_does_not_exist_is_refused()
    {
        using var tree = OpenTree(out var specification);
        var mask = Path.Combine(tree.Path, SmallMask + "Ids.png");
        PngWriter.Write(mask, 128, 256, 0, [.. Enumerable.Repeat((byte)40, 128 * 256)]);
        var error = Assert.Throws<UserErrorException>(() => SegmentationDatasets.Open(specification).Load(Split.Val, 0));
        Assert.Contains("label 40 at x=0, y=0", error.Message);
    }

    private static TemporaryFolder OpenTree(out DataSpecification specification)
    {
        var source = SharedData.Require("cityscapes");
        var tree = new TemporaryFolder();
        foreach (var part in new[] { "samples", "small" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(source, part), "*.png", SearchOption.AllDirectories))
                File.WriteAllBytes(tree.File(Path.GetRelativePath(Path.Combine(source, part), file)), File.ReadAllBytes(file));
        }
        specification = new DataSpecification { Format = "cityscapes", Root = tree.Path, Size = [128, 256] };
        return tree;
    }
}
