namespace NasFuse.Data.Tests.Planted;

public sealed class PlantedDatasetTests
{
    private const byte Odd = 0, Beacon = 2;

    private static SegmentationDataset Open(int? train = null) =>
        SegmentationDatasets.Open(new DataSpecification { Format = "planted", Size = [48, 64], TrainLimit = train });

    [Fact]
    public void A_riddle_is_always_the_same()
    {
        SegmentationSample a = Open().Load(Split.Train, 5), b = Open(train: 9).Load(Split.Train, 5);
        Assert.Equal(a.Rgb, b.Rgb);
        Assert.Equal(a.Labels, b.Labels);
    }

    [Fact]
    public void Riddles_of_other_numbers_and_splits_are_others()
    {
        var dataset = Open();
        var riddles = new[] { dataset.Load(Split.Train, 0), dataset.Load(Split.Train, 1), dataset.Load(Split.Val, 0), dataset.Load(Split.Test, 0) };
        Assert.Equal(4, riddles.Select(riddle => Convert.ToHexString(riddle.Rgb)).Distinct().Count());
    }

    [Fact]
    public void Brightness_and_beacon_together_tell_the_label_and_neither_does_alone()
    {
        var dataset = Open();
        double bright = 0, solved = 0, pixels = 0;
        for (var index = 0; index < 40; index++)
        {
            var riddle = dataset.Load(Split.Train, index);
            int area = riddle.Labels.Length, beacon = Array.IndexOf(riddle.Labels, Beacon);
            var isRed = riddle.Rgb[beacon] > riddle.Rgb[2 * area + beacon];
            for (var i = 0; i < area; i++)
            {
                if (riddle.Labels[i] == Beacon) continue;
                bool isBright = riddle.Rgb[i] > 107, isOdd = riddle.Labels[i] == Odd;
                pixels++;
                if (isBright == isOdd) bright++;
                if ((isBright == isRed) == isOdd) solved++;
            }
        }
        Assert.InRange(bright / pixels, 0.3, 0.7);
        Assert.InRange(solved / pixels, 0.97, 1);
    }

    [Fact]
    public void There_is_one_beacon_in_each()
    {
        var dataset = Open();
        foreach (var index in Enumerable.Range(0, 10)) Assert.Equal(16 * 16, dataset.Load(Split.Val, index).Labels.Count(label => label == Beacon));
    }
}
