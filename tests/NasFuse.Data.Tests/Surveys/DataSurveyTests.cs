using NasFuse.Core.Diagnostics;
using NasFuse.Data.Surveys;

namespace NasFuse.Data.Tests.Surveys;

public sealed class DataSurveyTests : IDisposable
{
    private readonly FolderFixture _folder = new();

    [Fact]
    public void Masks_of_numbers_need_no_file()
    {
        var survey = Survey(_folder.Root);
        Assert.Equal("folder", survey.Data.Format);
        Assert.Equal((3, 2, 0), (survey.Images[Split.Train], survey.Images[Split.Val], survey.Images[Split.Test]));
        Assert.Equal(["class0", "class1", "class2"], survey.Sampled.Classes.Select(c => c.Name));
        Assert.Null(survey.Masks);
        Assert.True(survey.Sampled.IsUsable);
    }

    [Fact]
    public void A_classes_file_says_what_there_is()
    {
        _folder.WriteClasses("""{ "names": ["a", "b", "c"] }""");
        Assert.Equal(["a", "b", "c"], Survey(_folder.Root).Sampled.Classes.Select(c => c.Name));
    }

    [Fact]
    public void Black_and_white_masks_are_an_object_on_its_background()
    {
        WriteMasks(0, i => [(byte)(i < 400 ? 0 : 255)]);
        var survey = Survey(_folder.Root);
        Assert.Equal(["#000000", "#ffffff"], survey.Masks!.Colours.Select(colour => colour.ToString()));
        Assert.Null(survey.Masks.IgnoreColour);
        Assert.Equal(400, survey.Sampled.Splits[0].ClassPixels[0] / 3);
        Assert.True(survey.Sampled.IsUsable);
    }

    [Fact]
    public void White_beside_several_gray_levels_is_void()
    {
        WriteMasks(0, i => [new byte[] { 0, 60, 120, 255 }[i % 4]]);
        var survey = Survey(_folder.Root);
        Assert.Equal(["#000000", "#3c3c3c", "#787878"], survey.Masks!.Colours.Select(colour => colour.ToString()));
        Assert.Equal(new RgbColor(255, 255, 255), survey.Masks.IgnoreColour);
        Assert.Equal(0.25, survey.Sampled.Splits[0].VoidShare, 1e-9);
    }

    [Fact]
    public void Colours_are_all_found_the_commonest_first()
    {
        WriteMasks(2, i => i < 10 ? [9, 9, 9] : i < 200 ? [255, 0, 0] : [0, 0, 255]);
        var survey = Survey(_folder.Root);
        Assert.Equal(["#0000ff", "#ff0000", "#090909"], survey.Masks!.Colours.Select(colour => colour.ToString()));
        Assert.Equal([400, 190, 10], survey.Sampled.Splits[0].ClassPixels.Select(pixels => pixels / 3));
    }

    [Fact]
    public void Smoothed_colours_are_no_classes()
    {
        WriteMasks(2, i => [(byte)i, (byte)(i / 7), 3]);
        Assert.Contains("more than 254 colours", Assert.Throws<UserErrorException>(() => Survey(_folder.Root)).Message);
    }

    [Fact]
    public void A_bad_file_is_noted_and_does_not_end_it()
    {
        File.WriteAllText(_folder.Mask("train", "scene1"), "no picture");
        var survey = Survey(_folder.Root);
        Assert.Equal("scene1.png", Path.GetFileName(Assert.Single(survey.Sampled.Errors).Place.File));
        Assert.Equal(2, survey.Sampled.Splits[0].Readable);
    }

    [Fact]
    public void A_folder_of_something_else_names_the_layouts_and_the_folder_below()
    {
        var parent = Path.GetDirectoryName(_folder.Root)!;
        using var outer = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(outer.Path, "pictures"));
        var mistake = Assert.Throws<UserErrorException>(() => Survey(outer.Path));
        Assert.Contains("it holds pictures/", mistake.Message);
        Assert.Contains("camvid: <root>/", mistake.Message);
        foreach (var folder in (string[])["train", "trainannot", "val", "valannot"]) Directory.CreateDirectory(Path.Combine(outer.Path, "inner", folder));
        Assert.Contains($"Did you mean {Path.Combine(outer.Path, "inner")}?", Assert.Throws<UserErrorException>(() => Survey(outer.Path)).Message);
        Assert.Throws<UserErrorException>(() => Survey(Path.Combine(parent, "nowhere")));
    }

    [Fact]
    public void CamVid_is_known_by_its_folders()
    {
        var survey = Survey(SharedData.Require("camvid"));
        Assert.Equal(("camvid", 11), (survey.Data.Format, survey.Sampled.Classes.Length));
        Assert.Equal((367, 101), (survey.Images[Split.Train], survey.Images[Split.Val]));
        Assert.All(survey.Sampled.Splits, split => Assert.Equal(DataSurvey.SampleSize, split.Samples));
    }

    public void Dispose() => _folder.Dispose();

    private static DataSurvey Survey(string root) => DataSurvey.Of(root, TestContext.Current.CancellationToken);

    private void WriteMasks(int colorType, Func<int, byte[]> sampleAt)
    {
        byte[] samples = [.. Enumerable.Range(0, FolderFixture.Height * FolderFixture.Width).SelectMany(sampleAt)];
        foreach (var (split, count) in new[] { ("train", 3), ("val", 2) })
        {
            for (var i = 0; i < count; i++) PngWriter.Write(_folder.Mask(split, $"scene{i}"), FolderFixture.Height, FolderFixture.Width, colorType, samples);
        }
    }
}
