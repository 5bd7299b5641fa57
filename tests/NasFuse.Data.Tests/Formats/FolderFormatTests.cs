namespace NasFuse.Data.Tests.Formats;

public sealed class FolderFormatTests
{
    [Fact]
    public void Without_classes_file_ids_are_counted()
    {
        using var folder = new FolderFixture();
        var dataset = SegmentationDatasets.Open(folder.Specification);
        Assert.Equal(["class0", "class1", "class2"], dataset.Classes.Select(c => c.Name));
        Assert.Equal((3, 2, 0), (dataset.Count(Split.Train), dataset.Count(Split.Val), dataset.Count(Split.Test)));
        var sample = dataset.Load(Split.Train, 1);
        Assert.Equal("scene1", sample.Name);
        Assert.Equal(FolderFixture.Ids(), sample.Labels);
        const int Area = FolderFixture.Height * FolderFixture.Width;
        Assert.Equal((40, 100, 200), (sample.Rgb[0], sample.Rgb[Area], sample.Rgb[2 * Area]));
    }

    [Fact]
    public void A_palette_mask_is_read_by_index()
    {
        using var folder = new FolderFixture();
        byte[] ids = [.. FolderFixture.Ids().Select(id => id == 255 ? (byte)0 : id)];
        PngWriter.Write(folder.Mask("train", "scene0"), FolderFixture.Height, FolderFixture.Width, 3, ids, depth: 2, palette: [9, 9, 9, 8, 8, 8, 7, 7, 7]);
        Assert.Equal(ids, SegmentationDatasets.Open(folder.Specification).Load(Split.Train, 0).Labels);
    }

    [Theory]
    [InlineData("""{ "names": ["a", "b", "c"], "colours": ["#ff0000", [0, 255, 0], "#0000ff"], "ignoreColour": "#000000" }""")]
    [InlineData("""{ "names": ["a", "b", "c"], "colors": [[255, 0, 0], [0, 255, 0], [0, 0, 255]], "ignoreColor": [0, 0, 0], "masks": "colours" }""")]
    [InlineData("""{ "names": ["a", "b", "c", "nothing"], "colours": ["#ff0000", "#00ff00", "#0000ff", "#000000"], "ignoreId": 3 }""")]
    public void Masks_by_colour(string classes)
    {
        using var folder = new FolderFixture(withMasks: false);
        WriteColourMasks(folder);
        folder.WriteClasses(classes);
        var dataset = SegmentationDatasets.Open(folder.Specification);
        Assert.Equal(["a", "b", "c"], dataset.Classes.Select(c => c.Name));
        Assert.Equal(new RgbColor(0, 255, 0), dataset.Classes[1].Color);
        Assert.Equal(FolderFixture.Ids(), dataset.Load(Split.Val, 1).Labels);
    }

    [Fact]
    public void A_palette_mask_is_read_by_colour_when_there_are_colours()
    {
        using var folder = new FolderFixture();
        folder.WriteClasses("""{ "names": ["a", "b", "c"], "colours": ["#ff0000", "#00ff00", "#0000ff"] }""");
        byte[] swapped = [.. FolderFixture.Ids().Select(id => (byte)(id == 255 ? 2 : 2 - id))];
        PngWriter.Write(folder.Mask("train", "scene0"), FolderFixture.Height, FolderFixture.Width, 3, swapped, palette: [0, 0, 255, 0, 255, 0, 255, 0, 0]);
        byte[] expected = [0, .. FolderFixture.Ids()[1..]];
        Assert.Equal(expected, SegmentationDatasets.Open(folder.Specification).Load(Split.Train, 0).Labels);
    }

    [Fact]
    public void Gray_masks_of_coloured_classes_hold_ids()
    {
        using var folder = new FolderFixture();
        folder.WriteClasses("""{ "names": ["a", "b", "c"], "colours": ["#ff0000", "#00ff00", "#0000ff"] }""");
        Assert.Equal(FolderFixture.Ids(), SegmentationDatasets.Open(folder.Specification).Load(Split.Train, 0).Labels);
    }

    [Fact]
    public void Black_and_white_masks_need_gray_colours()
    {
        using var folder = new FolderFixture(withMasks: false);
        byte[] values = [.. FolderFixture.Ids().Select(id => (byte)(id == 1 ? 255 : 0))];
        foreach (var (split, name) in Names()) PngWriter.Write(folder.Mask(split, name), FolderFixture.Height, FolderFixture.Width, 0, values);
        Assert.Contains("classes.json", Assert.Throws<UserErrorException>(() => SegmentationDatasets.Open(folder.Specification)).Message);

        folder.WriteClasses("""{ "names": ["membrane", "cell"], "colours": ["#000000", "#ffffff"] }""");
        Assert.Equal(values.Select(value => (byte)(value / 255)), SegmentationDatasets.Open(folder.Specification).Load(Split.Train, 0).Labels);
    }

    [Fact]
    public void An_ignored_id_in_the_middle_moves_later_classes_down()
    {
        using var folder = new FolderFixture();
        folder.WriteClasses("""{ "names": ["a", "unused", "c"], "ignoreId": 1 }""");
        foreach (var (split, name) in Names())
            PngWriter.Write(folder.Mask(split, name), FolderFixture.Height, FolderFixture.Width, 0, [.. FolderFixture.Ids().Select(id => id == 255 ? (byte)0 : id)]);
        var dataset = SegmentationDatasets.Open(folder.Specification);
        Assert.Equal(["a", "c"], dataset.Classes.Select(c => c.Name));
        Assert.Equal([0, SegmentationDataset.Void, 1], dataset.Load(Split.Train, 0).Labels.Distinct());
    }

    [Fact]
    public void A_third_split_is_optional()
    {
        using var folder = new FolderFixture();
        PngWriter.WritePlain(folder.Image("test", "x"), 20, 30, default);
        PngWriter.Write(folder.Mask("test", "x"), 20, 30, 0, FolderFixture.Ids());
        Assert.Equal(1, SegmentationDatasets.Open(folder.Specification).Count(Split.Test));
    }

    [Fact]
    public void Samples_are_brought_to_the_size_of_the_specification()
    {
        using var folder = new FolderFixture();
        var sample = SegmentationDatasets.Open(folder.Specification with { Size = [16, 45] }).Load(Split.Train, 2);
        Assert.Equal(new Size(16, 45), sample.Size);
        Assert.All(sample.Rgb.Take(16 * 45), red => Assert.Equal(80, red));
        Assert.Equal([SegmentationDataset.Void, 0, 1, 2], sample.Labels.Distinct());
    }

    internal static IEnumerable<(string Split, string Name)> Names() =>
        [("train", "scene0"), ("train", "scene1"), ("train", "scene2"), ("val", "scene0"), ("val", "scene1")];

    internal static void WriteColourMasks(FolderFixture folder)
    {
        byte[][] colours = [[255, 0, 0], [0, 255, 0], [0, 0, 255]];
        byte[] pixels = [.. FolderFixture.Ids().SelectMany(id => id == 255 ? [0, 0, 0] : colours[id])];
        foreach (var (split, name) in Names()) PngWriter.Write(folder.Mask(split, name), FolderFixture.Height, FolderFixture.Width, 2, pixels);
    }
}
