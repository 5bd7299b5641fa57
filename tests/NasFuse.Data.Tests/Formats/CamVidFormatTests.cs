using NasFuse.Data.Loading;

namespace NasFuse.Data.Tests.Formats;

public sealed class CamVidFormatTests
{
    private static DataSpecification Specification => new() { Format = "camvid", Root = SharedData.Require("camvid"), Size = [180, 240] };

    [Fact]
    public void The_real_data_set_has_its_published_counts()
    {
        var dataset = SegmentationDatasets.Open(Specification);
        Assert.Equal((367, 101, 0), (dataset.Count(Split.Train), dataset.Count(Split.Val), dataset.Count(Split.Test)));
        Assert.Equal(11, dataset.Classes.Length);
        Assert.Equal(("Sky", "Bicyclist"), (dataset.Classes[0].Name, dataset.Classes[10].Name));
    }

    [Fact]
    public void Labels_are_the_eleven_classes_or_void()
    {
        var dataset = SegmentationDatasets.Open(Specification);
        var sample = dataset.LoadOriginal(Split.Train, 0);
        Assert.Equal(("0001TP_006690", new Size(360, 480)), (sample.Name, sample.Size));
        Assert.All(sample.Labels.Distinct(), label => Assert.True(label is < 11 or SegmentationDataset.Void));
        Assert.Contains(SegmentationDataset.Void, sample.Labels);
    }

    [Fact]
    public void Statistics_agree_with_the_known_ones()
    {
        var statistics = new SampleCache(SegmentationDatasets.Open(Specification), 128).Statistics;
        // Mean and standard deviation of the 480×360 originals; averaging pixels lowers the deviation a little.
        double[] means = [.4119, .4251, .4327], stds = [.3071, .3116, .3072];
        for (var channel = 0; channel < 3; channel++)
        {
            Assert.Equal(means[channel], statistics.Normalization.Mean[channel], 0.001);
            Assert.InRange(statistics.Normalization.Std[channel], stds[channel] - 0.008, stds[channel]);
        }
        Assert.Equal(367, statistics.Images);
    }

    [Fact]
    public void Limits_take_the_first_images()
    {
        var dataset = SegmentationDatasets.Open(Specification with { TrainLimit = 7, ValLimit = 3 });
        Assert.Equal((7, 3), (dataset.Count(Split.Train), dataset.Count(Split.Val)));
        Assert.Equal("0001TP_006690", dataset.Load(Split.Train, 0).Name);
    }

    [Fact]
    public void The_fingerprint_follows_files_and_size()
    {
        var fingerprint = SegmentationDatasets.Open(Specification).Fingerprint;
        Assert.Matches("^[0-9a-f]{64}$", fingerprint);
        Assert.Equal(fingerprint, SegmentationDatasets.Open(Specification).Fingerprint);
        Assert.NotEqual(fingerprint, SegmentationDatasets.Open(Specification with { Size = [90, 120] }).Fingerprint);
        Assert.NotEqual(fingerprint, SegmentationDatasets.Open(Specification with { TrainLimit = 100 }).Fingerprint);
    }
}
