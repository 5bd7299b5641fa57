using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace NasFuse.Cli.Tests.Commands;

public sealed class PredictCommandTests(TrainedStudy study) : IClassFixture<TrainedStudy>
{
    [Fact]
    public void A_trial_and_its_package_predict_the_same_masks()
    {
        Pictures("same");
        study.Export("--pick", "trial:1", "-o", "net").Succeeded();
        study.Folder.Run("predict", "net", "same", "-o", "by-package", "--threads", "1").Succeeded();
        study.Folder.Run("predict", "tiny", "1", "same", "-o", "by-trial", "--threads", "1").Succeeded();

        Assert.Equal(File.ReadAllBytes(study.Folder.In("by-package/masks/a.png")), File.ReadAllBytes(study.Folder.In("by-trial/masks/a.png")));
        Assert.Equal(2, Directory.GetFiles(study.Folder.In("by-trial/masks")).Length);
    }

    [Fact]
    public void Masks_have_the_picture_s_size_and_overlays_a_legend_below()
    {
        Pictures("sizes");
        var result = study.Folder.Run("predict", "tiny", "0", "sizes/a.png", "-o", "sized", "--threads", "1").Succeeded();

        Assert.Equal((2, 3), SizeOf("sized/masks/a.png"));
        Assert.True(SizeOf("sized/overlays/a.png").Height > 3);
        Assert.Matches(@"(?m)^1 picture in \S+ s: \S+ a second with reading and drawing; predicting takes \S+ ms \(median, 1 thread\)$", result.Output);
        var classes = JsonNode.Parse(File.ReadAllText(study.Folder.In("sized/classes.json")))!;
        Assert.Equal((8, 8), (classes["names"]!.AsArray().Count, classes["colours"]!.AsArray().Count));
    }

    [Fact]
    public void Overlays_of_pictures_larger_than_the_network_are_tiled_when_asked()
    {
        Pictures("first");
        study.Folder.Run("predict", "tiny", "0", "first/a.png", "-o", "enlarged", "--size", "96x128", "--threads", "1").Succeeded();
        // The overlay of a small picture is as wide as its legend: a picture larger than the network.
        var (width, height) = SizeOf("enlarged/overlays/a.png");
        var result = study.Folder.Run("predict", "tiny", "0", "enlarged/overlays", "-o", "tiled", "--tile", "--threads", "1").Succeeded();

        Assert.True(height >= 32 && width >= 48);
        Assert.Equal((width, height), SizeOf("tiled/masks/a.png"));
        Assert.Contains("in tiles of 32x48", result.Error);
    }

    [Fact]
    public void Bad_pictures_are_all_named_and_do_not_stop_the_rest()
    {
        Pictures("mixed");
        study.Folder.Write("mixed/b.png", "no picture");
        study.Folder.Write("mixed/d.jpg", "");

        var result = study.Folder.Run("predict", "tiny", "0", "mixed", "-o", "rest", "--threads", "1").EndedWith(2);

        Assert.Contains("mixed/b.png: error NF0200: the image cannot be read: it is no image", result.Error.Replace('\\', '/'));
        Assert.Contains("mixed/d.jpg: error NF0200", result.Error.Replace('\\', '/'));
        Assert.Contains("2 of 4 pictures could not be predicted.", result.Error);
        Assert.Equal(["a.png", "c.png"], Directory.GetFiles(study.Folder.In("rest/masks")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_package_without_colours_takes_those_of_its_data_or_says_that_it_chose_some()
    {
        Pictures("old");
        study.Export("--pick", "trial:0", "-o", "old-net").Succeeded();
        Change("old-net", manifest => manifest.Remove("classColours"));
        Assert.DoesNotContain("chosen by number", study.Folder.Run("predict", "old-net", "old", "-o", "kept", "--threads", "1").Succeeded().Error);
        Change("old-net", manifest => manifest["data"] = new JsonObject { ["format"] = "camvid", ["root"] = "nowhere", ["size"] = new JsonArray(32, 48) });
        Assert.Contains("chosen by number", study.Folder.Run("predict", "old-net", "old", "-o", "chosen", "--threads", "1").Succeeded().Error);

        Assert.Equal("#4682b4", FirstColour("kept"));
        Assert.Equal("#800000", FirstColour("chosen"));
    }

    [Fact]
    public void Colours_that_are_none_are_a_damaged_package()
    {
        Pictures("bad");
        study.Export("--pick", "trial:0", "-o", "bad-net").Succeeded();
        Change("bad-net", manifest => manifest["classColours"] = new JsonArray("#4682b4", "blue"));
        Expectation.Meets("predict-bad-colours", study.Folder.Run("predict", "bad-net", "bad", "-o", "none", "--threads", "1").EndedWith(4));
    }

    [Theory]
    [InlineData("predict-no-trial", "tiny", "pictures")]
    [InlineData("predict-no-picture", "tiny", "0", "nowhere")]
    [InlineData("predict-empty-folder", "tiny", "0", "spaces")]
    [InlineData("predict-no-package", "nothing", "pictures")]
    [InlineData("predict-same-name", "tiny", "0", "twice")]
    [InlineData("predict-over-itself", "tiny", "0", "own/masks", "-o", "own")]
    [InlineData("predict-bad-overlap", "tiny", "0", "pictures", "--tile", "--overlap", "1")]
    public void What_cannot_be_done_is_refused_before_anything_is_written(string expectation, params string[] arguments)
    {
        Pictures("pictures");
        Pictures("own/masks");
        Pictures("twice");
        File.Copy(study.Folder.In("twice/a.png"), study.Folder.In("twice/a.bmp"), overwrite: true);
        Expectation.Meets(expectation, study.Folder.Run(["predict", .. arguments]).EndedWith(2));
        Assert.False(Directory.Exists(study.Folder.In("predictions")));
    }

    private void Pictures(string folder)
    {
        foreach (var name in (string[])["a.png", "c.png"])
            TinyPng.Write(study.Folder.In($"{folder}/{name}"), 3, 2, (y, x) => [(byte)(40 * y + 10 * x), 90, (byte)(200 - 60 * y)]);
    }

    private void Change(string package, Action<JsonObject> change)
    {
        var path = study.Folder.In($"{package}/manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        change(manifest);
        File.WriteAllText(path, manifest.ToJsonString());
    }

    private string FirstColour(string folder) => (string)JsonNode.Parse(File.ReadAllText(study.Folder.In($"{folder}/classes.json")))!["colours"]![0]!;

    private (int Width, int Height) SizeOf(string png)
    {
        var header = File.ReadAllBytes(study.Folder.In(png)).AsSpan(16, 8);
        return (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
    }
}
