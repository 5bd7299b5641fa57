using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace NasFuse.Cli.Tests.Commands;

public sealed class PredictCommandTests(TrainedStudy study) : IClassFixture<TrainedStudy>
{
    // An RGB PNG, two pixels wide and three high.
    private const string SmallPicture = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAHUlEQVR42mNgiDrBFXWCQSOqxyiqhyEgKiAqKgAAQ4sGc/zx2FoAAAAASUVORK5CYII=";

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
        Directory.CreateDirectory(study.Folder.In(folder));
        foreach (var name in (string[])["a.png", "c.png"]) File.WriteAllBytes(study.Folder.In($"{folder}/{name}"), Convert.FromBase64String(SmallPicture));
    }

    private (int Width, int Height) SizeOf(string png)
    {
        var header = File.ReadAllBytes(study.Folder.In(png)).AsSpan(16, 8);
        return (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
    }
}
