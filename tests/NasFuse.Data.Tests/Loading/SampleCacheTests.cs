using NasFuse.Data.Loading;

namespace NasFuse.Data.Tests.Loading;

public sealed class SampleCacheTests
{
    [Fact]
    public void Within_the_budget_each_sample_is_decoded_once()
    {
        var dataset = new NumberedDataset(20);
        var cache = new SampleCache(dataset, 1);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            for (var i = 0; i < 20; i++) Assert.Equal(i, cache.Load(Split.Train, i).Rgb[0]);
        }
        Assert.Equal(20, dataset.Loads);
        Assert.Equal(20 * 4 * 16 * 20, cache.KeptBytes);
    }

    [Fact]
    public void Beyond_the_budget_samples_are_decoded_again()
    {
        var dataset = new NumberedDataset(10, size: new Size(256, 256));
        var cache = new SampleCache(dataset, 1);
        for (var epoch = 0; epoch < 2; epoch++)
        {
            for (var i = 0; i < 10; i++) Assert.Equal(i, cache.Load(Split.Train, i).Rgb[0]);
        }
        // 256 KiB each: four fit into 1 MiB.
        Assert.Equal(1024 * 1024, cache.KeptBytes);
        Assert.Equal(10 + 6, dataset.Loads);
    }

    [Fact]
    public void Without_budget_nothing_is_kept()
    {
        var cache = new SampleCache(new NumberedDataset(3), 0);
        cache.Load(Split.Train, 0);
        Assert.Equal(0, cache.KeptBytes);
    }

    [Fact]
    public void Many_threads_may_ask_at_once()
    {
        var cache = new SampleCache(new NumberedDataset(50), 1);
        Parallel.For(0, 2000, i => Assert.Equal(i % 50, cache.Load(Split.Train, i % 50).Rgb[0]));
        Assert.Equal(50 * 4 * 16 * 20, cache.KeptBytes);
    }

    [Fact]
    public void A_bad_sample_surfaces_from_the_statistics()
    {
        var error = Assert.Throws<UserErrorException>(() => new SampleCache(new NumberedDataset(9) { Bad = 4 }, 1).Statistics);
        Assert.Equal("bad4.png", error.Diagnostics[0].Place.File);
    }
}
