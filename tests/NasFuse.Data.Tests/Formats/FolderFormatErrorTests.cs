namespace NasFuse.Data.Tests.Formats;

/// <summary>Every mistake in the files ends in one error that names the file.</summary>
public sealed class FolderFormatErrorTests : IDisposable
{
    private readonly FolderFixture _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_image_without_labels()
    {
        File.Delete(_folder.Mask("train", "scene1"));
        var mistake = Assert.Single(OpenFails());
        Assert.Equal((_folder.Image("train", "scene1"), ErrorCodes.BadData), (mistake.Place.File, mistake.Code));
        Assert.Contains("'scene1.png'", mistake.Message);
    }

    [Fact]
    public void Many_images_without_labels_are_cut_short()
    {
        for (var i = 0; i < 50; i++) PngWriter.WritePlain(_folder.Image("train", $"more{i:d2}"), 20, 30, default);
        var mistakes = OpenFails();
        Assert.Equal(21, mistakes.Count);
        Assert.StartsWith("30 more", mistakes[^1].Message);
    }

    [Fact]
    public void An_empty_split()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(_folder.Root, "val", "images"))) File.Delete(file);
        var mistake = Assert.Single(OpenFails());
        Assert.Equal(Path.Combine(_folder.Root, "val", "images"), mistake.Place.File);
        Assert.Contains("val split is empty", mistake.Message);
    }

    [Fact]
    public void A_misnamed_folder()
    {
        Directory.Move(Path.Combine(_folder.Root, "val", "masks"), Path.Combine(_folder.Root, "val", "mask"));
        var mistake = Assert.Single(OpenFails());
        Assert.Equal(ErrorCodes.FileUnreadable, mistake.Code);
        Assert.Contains("Did you mean 'mask'?", mistake.Message);
    }

    [Fact]
    public void Two_images_of_one_name()
    {
        File.Copy(_folder.Image("train", "scene0"), Path.ChangeExtension(_folder.Image("train", "scene0"), ".jpg"));
        Assert.Contains("two files are named 'scene0'", Assert.Single(OpenFails()).Message);
    }

    [Fact]
    public void A_truncated_image() =>
        AssertLoadFails(_folder.Image("train", "scene0"), "truncated", path => Truncate(path));

    [Fact]
    public void A_truncated_mask() =>
        AssertLoadFails(_folder.Mask("train", "scene0"), "truncated", path => Truncate(path));

    [Fact]
    public void An_image_that_is_none() =>
        AssertLoadFails(_folder.Image("train", "scene0"), "it is no image", path => File.WriteAllText(path, "hello"));

    [Fact]
    public void An_empty_image() =>
        AssertLoadFails(_folder.Image("train", "scene0"), "it is no image", path => File.WriteAllBytes(path, []));

    [Fact]
    public void A_mask_that_is_no_png() =>
        AssertLoadFails(_folder.Mask("train", "scene0"), "it is no PNG file", path => File.WriteAllText(path, "hello"));

    [Fact]
    public void A_mask_of_another_size() =>
        AssertLoadFails(_folder.Mask("train", "scene0"), "the labels are 10x30, but the image", path => PngWriter.Write(path, 10, 30, 0, new byte[300]));

    [Fact]
    public void An_interlaced_mask() =>
        AssertLoadFails(_folder.Mask("train", "scene0"), "interlaced", path => PngWriter.Write(path, 20, 30, 0, FolderFixture.Ids(), interlaced: true));

    [Fact]
    public void A_colour_mask_without_colours() =>
        AssertLoadFails(_folder.Mask("train", "scene0"), "must be gray or have a palette, this one is Rgb", path => PngWriter.WritePlain(path, 20, 30, default));

    [Fact]
    public void A_label_out_of_range()
    {
        _folder.WriteClasses("""{ "names": ["a", "b", "c"] }""");
        var ids = FolderFixture.Ids();
        ids[32] = 3;
        AssertLoadFails(_folder.Mask("train", "scene0"), "label 3 at x=2, y=1 is out of range: labels are 0..2, 255", path => PngWriter.Write(path, 20, 30, 0, ids));
    }

    [Fact]
    public void A_colour_that_is_no_class()
    {
        _folder.WriteClasses("""{ "names": ["a", "b", "c"], "colours": ["#ff0000", "#00ff00", "#0000ff"] }""");
        AssertLoadFails(_folder.Mask("train", "scene0"), "colour #fa0000 at x=0, y=0 is no class; the nearest is #ff0000", path => PngWriter.WritePlain(path, 20, 30, new RgbColor(250, 0, 0)));
    }

    [Fact]
    public void A_file_that_vanishes_after_opening()
    {
        var dataset = SegmentationDatasets.Open(_folder.Specification);
        File.Delete(_folder.Image("train", "scene0"));
        var error = Assert.Throws<UserErrorException>(() => dataset.Load(Split.Train, 0));
        Assert.Equal((_folder.Image("train", "scene0"), ErrorCodes.FileUnreadable), (error.Diagnostics[0].Place.File, error.Diagnostics[0].Code));
    }

    private IReadOnlyList<Diagnostic> OpenFails() =>
        Assert.Throws<UserErrorException>(() => SegmentationDatasets.Open(_folder.Specification)).Diagnostics;

    private void AssertLoadFails(string path, string reason, Action<string> damage)
    {
        damage(path);
        var dataset = SegmentationDatasets.Open(_folder.Specification);
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => dataset.Load(Split.Train, 0)).Diagnostics);
        Assert.Equal((path, ErrorCodes.BadData), (mistake.Place.File, mistake.Code));
        Assert.Contains(reason, mistake.Message);
        Assert.Equal("scene1", dataset.Load(Split.Train, 1).Name);
    }

    private static void Truncate(string path)
    {
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length - 30)]);
    }
}
