using NasFuse.Data.Loading;
using NasFuse.Data.Statistics;

namespace NasFuse.Data.Tests.Statistics;

public sealed class TrainingStatisticsTests
{
    [Fact]
    public void Mean_deviation_and_histogram_are_those_of_the_pixels()
    {
        var dataset = new NumberedDataset(9);
        var statistics = new SampleCache(dataset, 1).Statistics;
        var samples = Enumerable.Range(0, 9).Select(i => dataset.Load(Split.Train, i)).ToList();
        var area = samples[0].Labels.Length;
        for (var channel = 0; channel < 3; channel++)
        {
            var values = samples.SelectMany(sample => sample.Rgb.Skip(channel * area).Take(area)).Select(value => value / 255.0).ToList();
            var mean = values.Average();
            Assert.Equal(mean, statistics.Normalization.Mean[channel], 1e-12);
            Assert.Equal(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), statistics.Normalization.Std[channel], 1e-9);
        }
        Assert.Equal([samples.Sum(s => s.Labels.LongCount(l => l == 0)), samples.Sum(s => s.Labels.LongCount(l => l == 1))], statistics.ClassPixels);
    }

    [Fact]
    public void A_constant_channel_has_a_deviation_above_zero()
    {
        var statistics = new SampleCache(new NumberedDataset(1), 1).Statistics;
        Assert.True(statistics.Normalization.Std[0] > 0.001);
    }

    [Fact]
    public void Large_splits_are_judged_by_evenly_spaced_images()
    {
        var dataset = new NumberedDataset(4 * TrainingStatistics.MaxImages, size: new Size(1, 1));
        Assert.Equal(TrainingStatistics.MaxImages, new SampleCache(dataset, 1).Statistics.Images);
        Assert.Equal(TrainingStatistics.MaxImages, dataset.Loads);
    }
}
