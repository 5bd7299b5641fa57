using NasFuse.Data.Augmentations;
using NasFuse.Data.Loading;
using NasFuse.Data.Statistics;

namespace NasFuse.Data.Tests.Loading;

public sealed class BatchLoaderTests
{
    private static readonly AugmentationSpecification Varied = new() { Scale = [0.7, 1.6], Color = 0.3 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void An_epoch_depends_on_seed_and_number_alone(int prefetch)
    {
        var reference = Snapshot(Epoch(Loader(seed: 3, prefetch: 2), 2));
        Assert.Equal(reference, Snapshot(Epoch(Loader(seed: 3, prefetch), 2)));
        Assert.NotEqual(reference, Snapshot(Epoch(Loader(seed: 4, prefetch), 2)));
        Assert.NotEqual(reference, Snapshot(Epoch(Loader(seed: 3, prefetch), 1)));
    }

    [Fact]
    public void A_resumed_training_sees_the_batches_of_an_unbroken_one()
    {
        var unbroken = Loader(seed: 9, prefetch: 3);
        var epochs = Enumerable.Range(1, 4).Select(epoch => Snapshot(Epoch(unbroken, epoch))).ToList();
        var resumed = Loader(seed: 9, prefetch: 2);
        Assert.Equal(epochs[2], Snapshot(Epoch(resumed, 3)));
        Assert.Equal(epochs[3], Snapshot(Epoch(resumed, 4)));
    }

    [Fact]
    public void Training_shows_each_sample_at_most_once_and_drops_the_rest()
    {
        var loader = Loader(seed: 1, prefetch: 2);
        Assert.Equal(5, loader.BatchesPerEpoch);
        List<int> first = Indices(loader, 1), second = Indices(loader, 2);
        Assert.Equal(20, first.Count);
        Assert.Equal(20, first.Distinct().Count());
        Assert.NotEqual(first, second);
        Assert.NotEqual(first.Order(), first);
    }

    [Fact]
    public void Evaluation_keeps_order_and_remainder()
    {
        var dataset = new NumberedDataset(train: 4, val: 10);
        var samples = new SampleCache(dataset, 4);
        var loader = BatchLoader.Evaluation(samples, Split.Val, 4);
        Assert.Equal(3, loader.BatchesPerEpoch);
        Assert.Equal([4, 4, 2], Epoch(loader, 1).Select(batch => batch.Count));
        Assert.Equal(Enumerable.Range(0, 10), Indices(loader, 1));

        var (mean, std) = (samples.Statistics.Normalization.Mean[0], samples.Statistics.Normalization.Std[0]);
        var area = dataset.Size.Height * dataset.Size.Width;
        foreach (var batch in Epoch(loader, 1))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                Assert.Equal((batch.Indices[i] / 255.0 - mean) / std, batch.Images[i * 3 * area], 1e-4);
                Assert.Equal(dataset.Load(Split.Val, batch.Indices[i]).Labels, batch.Labels[(i * area)..((i + 1) * area)]);
            }
        }
    }

    [Fact]
    public void Images_and_labels_are_varied_together()
    {
        var dataset = new NumberedDataset(train: 22);
        var loader = BatchLoader.Training(new SampleCache(dataset, 4), 4, Augmentation.None with { Crop = [24, 24] }, seed: 1);
        Assert.Equal(new Size(24, 24), loader.Size);
        foreach (var batch in Epoch(loader, 1))
            Assert.Equal(batch.Count * (24 * 24 - 16 * 20), batch.Labels.Count(label => label == SegmentationDataset.Void));
    }

    [Fact]
    public void An_error_reaches_the_consumer()
    {
        // A bad sample that the statistics do not look at: every other one of twice as many as they look at.
        var dataset = new NumberedDataset(train: 2 * TrainingStatistics.MaxImages, size: new Size(1, 1)) { Bad = 7 };
        var loader = BatchLoader.Training(new SampleCache(dataset, 1), 4, Augmentation.None, seed: 1);
        var error = Assert.Throws<UserErrorException>(() => Snapshot(Epoch(loader, 1)));
        Assert.Equal("bad7.png", error.Diagnostics[0].Place.File);
    }

    [Fact]
    public void Work_ahead_is_bounded_and_ends_with_the_enumeration()
    {
        var dataset = new NumberedDataset(train: 400);
        var samples = new SampleCache(dataset, 0);
        var loader = BatchLoader.Training(samples, 4, Augmentation.None, seed: 1, prefetch: 2);
        var before = dataset.Loads;
        using (var batches = Epoch(loader, 1).GetEnumerator())
        {
            for (var i = 0; i < 5; i++) Assert.True(batches.MoveNext());
            Assert.True(SpinWait.SpinUntil(() => dataset.Loads - before >= 7 * 4, TimeSpan.FromSeconds(20)));
            Assert.Equal(7 * 4, dataset.Loads - before);
        }
        var after = dataset.Loads;
        Assert.InRange(after - before, 5 * 4, 7 * 4);
        Assert.Equal(after, dataset.Loads);
    }

    [Fact]
    public void Cancelling_ends_the_epoch()
    {
        using var cancellation = new CancellationTokenSource();
        var loader = Loader(seed: 1, prefetch: 2);
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var batch in loader.Epoch(1, cancellation.Token)) cancellation.Cancel();
        });
    }

    [Fact]
    public void A_split_smaller_than_a_batch_is_refused()
    {
        var error = Assert.Throws<UserErrorException>(() => BatchLoader.Training(new SampleCache(new NumberedDataset(3), 1), 4, Augmentation.None, seed: 1));
        Assert.Contains("a batch has 4 images, but the training split only 3", error.Message);
    }

    private static BatchLoader Loader(ulong seed, int prefetch) =>
        BatchLoader.Training(new SampleCache(new NumberedDataset(22), 4), 4, Varied, seed, prefetch);

    private static IEnumerable<Batch> Epoch(BatchLoader loader, int epoch) => loader.Epoch(epoch, TestContext.Current.CancellationToken);

    private static List<int> Indices(BatchLoader loader, int epoch) =>
        [.. Epoch(loader, epoch).SelectMany(batch => batch.Indices.Take(batch.Count).ToArray())];

    /// <summary>Everything in the batches of an epoch, copied before the arrays are used again.</summary>
    private static List<string> Snapshot(IEnumerable<Batch> batches) =>
        [.. batches.Select(batch => $"{string.Join(',', batch.Indices)} {string.Join(',', batch.Images)} {Convert.ToHexString(batch.Labels)}")];
}
