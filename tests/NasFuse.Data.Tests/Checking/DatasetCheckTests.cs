using NasFuse.Data.Checking;

namespace NasFuse.Data.Tests.Checking;

public sealed class DatasetCheckTests
{
    [Fact]
    public void A_good_data_set_is_counted()
    {
        using var folder = new FolderFixture();
        var report = DatasetCheck.Run(folder.Specification with { Size = [40, 40] }, TestContext.Current.CancellationToken);
        Assert.True(report.IsUsable);
        Assert.Empty(report.Warnings);
        Assert.Equal([Split.Train, Split.Val], report.Splits.Select(split => split.Split));
        var train = report.Splits[0];
        Assert.Equal((3, 3), (train.Samples, train.Readable));
        Assert.Equal([(new Size(20, 30), 3)], train.Sizes);
        Assert.Equal([3 * 199, 3 * 200, 3 * 200], train.ClassPixels);
        Assert.Equal((3L, 0, 2), (train.VoidPixels, train.MinLabel, train.MaxLabel));
        Assert.Equal(200.0 / 599, train.Share(1), 1e-12);
        Assert.Equal(1.0 / 600, train.VoidShare, 1e-12);
    }

    [Fact]
    public void All_bad_files_are_listed()
    {
        using var folder = new FolderFixture(train: 6);
        folder.WriteClasses("""{ "names": ["a", "b", "c", "never"] }""");
        File.WriteAllText(folder.Image("train", "scene0"), "no image");
        File.WriteAllText(folder.Mask("train", "scene1"), "no mask");
        File.Delete(folder.Mask("train", "scene2"));
        PngWriter.Write(folder.Mask("train", "scene3"), 20, 30, 0, Enumerable.Repeat((byte)9, 600).ToArray());
        PngWriter.Write(folder.Mask("val", "scene1"), 30, 20, 0, new byte[600]);
        PngWriter.Write(folder.Mask("val", "lonely"), 20, 30, 0, new byte[600]);

        var report = DatasetCheck.Run(folder.Specification, TestContext.Current.CancellationToken);

        string[] expected = [folder.Image("train", "scene0"), folder.Image("train", "scene2"), folder.Mask("train", "scene1"), folder.Mask("train", "scene3"), folder.Mask("val", "scene1")];
        Assert.Equal(expected, report.Errors.Select(error => error.Place.File));
        Assert.Equal((5, 2), (report.Splits[0].Samples, report.Splits[0].Readable));
        Assert.Equal(2, report.Warnings.Length);
        Assert.Contains(report.Warnings, warning => warning.Place.File == folder.Mask("val", "lonely"));
        Assert.Contains(report.Warnings, warning => warning.Message.Contains("class 3 'never' does not occur"));
    }

    [Fact]
    public void Empty_and_missing_splits_are_errors_beside_the_counts()
    {
        using var folder = new FolderFixture(val: 0);
        var report = DatasetCheck.Run(folder.Specification, TestContext.Current.CancellationToken);
        Assert.False(report.IsUsable);
        Assert.Equal((0, 0), (report.Splits[1].Samples, report.Splits[1].Readable));
        Assert.Equal((null, null, 0.0), (report.Splits[1].MinLabel, report.Splits[1].MaxLabel, report.Splits[1].Share(0)));
    }

    [Fact]
    public void A_data_set_in_memory_can_be_checked()
    {
        var report = DatasetCheck.Run(new DataSpecification { Format = "synthetic", Size = [48, 64], TrainLimit = 6, ValLimit = 2 }, TestContext.Current.CancellationToken);
        Assert.True(report.IsUsable);
        Assert.Equal([6, 2, 60], report.Splits.Select(split => split.Samples));
    }

    [Fact]
    public void The_real_camvid_has_no_bad_file()
    {
        var report = DatasetCheck.Run(new DataSpecification { Format = "camvid", Root = SharedData.Require("camvid"), ValLimit = 20, TrainLimit = 40 }, TestContext.Current.CancellationToken);
        Assert.Empty(report.Errors);
        Assert.Equal([(new Size(360, 480), 40)], report.Splits[0].Sizes);
        Assert.InRange(report.Splits[0].VoidShare, 0.001, 0.1);
    }

    [Fact]
    public void What_cannot_be_listed_is_a_user_error() =>
        Assert.Throws<UserErrorException>(() => DatasetCheck.Run(new DataSpecification { Format = "folder", Root = "no/such/folder" }, TestContext.Current.CancellationToken));
}
