namespace NasFuse.Data.Tests;

public sealed class SegmentationDatasetsTests
{
    [Fact]
    public void All_formats_are_found() =>
        Assert.Equal(["camvid", "cityscapes", "folder", "planted", "synthetic"], SegmentationDatasets.Formats.Select(format => format.Name));

    [Fact]
    public void An_unknown_format_gets_the_nearest_name()
    {
        var error = Assert.Throws<UserErrorException>(() => SegmentationDatasets.Open(new DataSpecification { Format = "camvit" }));
        Assert.Equal(ErrorCodes.UnknownName, error.Diagnostics[0].Code);
        Assert.Contains("'camvit'", error.Message);
        Assert.Contains("Did you mean 'camvid'?", error.Message);
    }

    [Fact]
    public void A_format_of_files_needs_a_root()
    {
        var error = Assert.Throws<UserErrorException>(() => SegmentationDatasets.Open(new DataSpecification { Format = "folder" }));
        Assert.Equal(ErrorCodes.MissingKey, error.Diagnostics[0].Code);
    }

    [Fact]
    public void A_missing_root_is_named_with_its_neighbour()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "streets"));
        var error = Assert.Throws<UserErrorException>(() => SegmentationDatasets.Open(new DataSpecification { Format = "camvid", Root = Path.Combine(folder.Path, "street") }));
        Assert.Equal(ErrorCodes.FileUnreadable, error.Diagnostics[0].Code);
        Assert.EndsWith("street", error.Diagnostics[0].Place.File);
        Assert.Contains("Did you mean 'streets'?", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\0")]
    [InlineData("a\0b")]
    [InlineData("///???")]
    public void A_root_that_is_no_path_is_a_user_error(string root) =>
        Assert.Throws<UserErrorException>(() => SegmentationDatasets.Open(new DataSpecification { Format = "folder", Root = root }));

    [Theory]
    [InlineData(15, 240)]
    [InlineData(180, 8193)]
    [InlineData(180, -1)]
    public void A_size_out_of_range_is_refused(int height, int width)
    {
        var error = Assert.Throws<UserErrorException>(() => SegmentationDatasets.Open(new DataSpecification { Format = "synthetic", Size = [height, width] }));
        Assert.Equal(ErrorCodes.OutOfRange, error.Diagnostics[0].Code);
    }

    [Fact]
    public void A_size_needs_two_numbers() =>
        Assert.Throws<UserErrorException>(() => SegmentationDatasets.Open(new DataSpecification { Format = "synthetic", Size = [180] }));

    [Theory]
    [InlineData("synthetic", "synthetic", null)]
    [InlineData("folder:data/mine", "folder", "data/mine")]
    [InlineData("camvid:../shared/data/camvid", "camvid", "../shared/data/camvid")]
    [InlineData("folder:C:/data", "folder", "C:/data")]
    public void A_command_line_text_is_format_and_root(string text, string format, string? root)
    {
        var specification = SegmentationDatasets.Parse(text);
        Assert.Equal((format, root), (specification.Format, specification.Root));
    }

    [Fact]
    public void A_folder_without_format_is_explained()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<UserErrorException>(() => SegmentationDatasets.Parse(folder.Path));
        Assert.Contains($"folder:{folder.Path}", error.Message);
    }

    [Fact]
    public void An_unknown_format_on_the_command_line_is_refused() =>
        Assert.Contains("Did you mean 'folder'?", Assert.Throws<UserErrorException>(() => SegmentationDatasets.Parse("foldr:x")).Message);
}
