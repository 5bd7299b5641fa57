using NasFuse.Data.Synthetic;

namespace NasFuse.Data.Tests.Synthetic;

public sealed class SyntheticDatasetTests
{
    private static SegmentationDataset Open(int height, int width, int? train = null) =>
        SegmentationDatasets.Open(new DataSpecification { Format = "synthetic", Size = [height, width], TrainLimit = train });

    [Fact]
    public void A_scene_is_always_the_same()
    {
        SegmentationSample a = Open(48, 64).Load(Split.Train, 5), b = Open(48, 64, train: 9).Load(Split.Train, 5);
        Assert.Equal(a.Rgb, b.Rgb);
        Assert.Equal(a.Labels, b.Labels);
    }

    [Fact]
    public void Scenes_of_other_numbers_and_splits_are_others()
    {
        var dataset = Open(48, 64);
        var scenes = new[] { dataset.Load(Split.Train, 0), dataset.Load(Split.Train, 1), dataset.Load(Split.Val, 0), dataset.Load(Split.Test, 0) };
        Assert.Equal(4, scenes.Select(scene => Convert.ToHexString(scene.Labels)).Distinct().Count());
    }

    [Fact]
    public void Limits_say_how_many_scenes_there_are()
    {
        Assert.Equal(1000, Open(48, 64, train: 1000).Count(Split.Train));
        Assert.Equal(240, Open(48, 64).Count(Split.Train));
        Assert.Throws<ArgumentOutOfRangeException>(() => Open(48, 64, train: 4).Load(Split.Train, 4));
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(96, 128)]
    [InlineData(180, 240)]
    public void Every_class_is_in_most_scenes(int height, int width)
    {
        const int Scenes = 10;
        var dataset = Open(height, width);
        Assert.Equal(8, dataset.Classes.Length);
        var scenes = Enumerable.Range(0, Scenes).Select(i => dataset.Load(Split.Train, i).Labels).ToList();
        foreach (var id in Enum.GetValues<StreetClass>())
            Assert.True(scenes.Count(labels => labels.Count(label => label == (byte)id) >= 10) >= Scenes / 2, $"{id} is rare");
    }

    [Fact]
    public void Labels_are_classes_or_void_and_void_is_where_things_meet()
    {
        var labels = Open(180, 240).Load(Split.Val, 3).Labels;
        Assert.All(labels.Distinct(), label => Assert.True(label is < 8 or SegmentationDataset.Void));
        Assert.InRange(labels.Count(label => label == SegmentationDataset.Void), labels.Length / 100, labels.Length / 10);
    }

    [Fact]
    public void Cars_come_in_many_sizes()
    {
        var dataset = Open(180, 240);
        var heights = Enumerable.Range(0, 12).SelectMany(i => ColumnRuns(dataset.Load(Split.Train, i), (byte)StreetClass.Car)).ToList();
        Assert.Contains(heights, height => height <= 5);
        Assert.Contains(heights, height => height >= 40);
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(16, 300)]
    [InlineData(131, 77)]
    public void Any_size_can_be_painted(int height, int width) =>
        Assert.Equal(new Size(height, width), Open(height, width).Load(Split.Train, 0).Size);

    [Fact]
    public void Car_and_building_colours_overlap()
    {
        var dataset = Open(96, 128);
        HashSet<int> cars = [], buildings = [];
        for (var i = 0; i < 12; i++)
        {
            var sample = dataset.Load(Split.Train, i);
            var area = sample.Labels.Length;
            for (var p = 0; p < area; p++)
            {
                var color = (sample.Rgb[p] >> 4 << 8) | (sample.Rgb[area + p] >> 4 << 4) | (sample.Rgb[2 * area + p] >> 4);
                if (sample.Labels[p] == (byte)StreetClass.Car) cars.Add(color);
                if (sample.Labels[p] == (byte)StreetClass.Building) buildings.Add(color);
            }
        }
        Assert.True(cars.Count(buildings.Contains) > cars.Count / 2);
    }

    private static IEnumerable<int> ColumnRuns(SegmentationSample sample, byte label)
    {
        for (var x = 0; x < sample.Size.Width; x++)
        {
            var run = 0;
            for (var y = 0; y < sample.Size.Height; y++)
            {
                if (sample.Labels[y * sample.Size.Width + x] == label) run++;
                else
                {
                    if (run > 0) yield return run;
                    run = 0;
                }
            }
        }
    }
}
