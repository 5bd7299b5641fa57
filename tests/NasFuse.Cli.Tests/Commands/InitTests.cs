namespace NasFuse.Cli.Tests.Commands;

public sealed class InitTests : IDisposable
{
    // A dry run trains a few architectures for a moment; on a busy machine that takes long.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly WorkFolder _folder = new();

    [Fact]
    public void What_is_written_is_valid_and_can_be_searched()
    {
        WriteData(x => [(byte)(x / 16)]);

        Expectation.Meets("init", _folder.Run("init", "mine", "-o", "first").Succeeded());
        Expectation.Meets("init-validate", _folder.Run("validate", "first/study.json").Succeeded());
        string[] dryRun = ["search", "first/study.json", "--dry-run", "--set", "latency.runs=5"];
        var estimated = NasFuseProcess.Run(dryRun, _folder.Path, timeout: s_patience).Succeeded();
        Assert.Contains("12 training and 4 validation images at 48x64, 4 classes", estimated.Error);
    }

    [Fact]
    public void Colours_get_a_classes_file_that_the_data_can_be_read_with()
    {
        WriteData(x => x < 40 ? [255, 0, 0] : [0, 0, 255]);

        Expectation.Meets("init-colours", _folder.Run("init", "mine").Succeeded());
        Assert.Contains("\"colours\": [\"#ff0000\", \"#0000ff\"],", File.ReadAllText(_folder.In("mine/classes.json")));
        _folder.Run("dataset", "check", "folder:mine").Succeeded();
        _folder.Run("validate", "study.json").Succeeded();
    }

    [Fact]
    public void Nothing_is_overwritten()
    {
        WriteData(x => [(byte)(x / 16)]);
        _folder.Write("study.json", "mine");
        _folder.Write("space.json", "mine too");
        var before = _folder.Content();

        Expectation.Meets("init-exists", _folder.Run("init", "mine").EndedWith(2));
        Assert.Equal(before, _folder.Content());
    }

    [Fact]
    public void A_folder_of_something_else_is_refused()
    {
        Directory.CreateDirectory(_folder.In("mine/photos"));
        Expectation.Meets("init-unknown-layout", _folder.Run("init", "mine").EndedWith(2));
        Expectation.Meets("init-no-folder", _folder.Run("init", "nowhere").EndedWith(2));
        Assert.False(File.Exists(_folder.In("study.json")));
    }

    public void Dispose() => _folder.Dispose();

    private void WriteData(Func<int, byte[]> labelAt)
    {
        foreach (var (split, count) in new[] { ("train", 12), ("val", 4) })
        {
            for (var i = 0; i < count; i++)
            {
                TinyPng.Write(_folder.In($"mine/{split}/images/{i:00}.png"), 48, 64, (y, x) => [(byte)(4 * x), (byte)(5 * y), (byte)(20 * i)]);
                TinyPng.Write(_folder.In($"mine/{split}/masks/{i:00}.png"), 48, 64, (_, x) => labelAt(x));
            }
        }
    }
}
