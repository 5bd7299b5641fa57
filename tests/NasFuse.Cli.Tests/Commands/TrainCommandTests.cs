namespace NasFuse.Cli.Tests.Commands;

public sealed class TrainCommandTests(TrainedPackage package) : IClassFixture<TrainedPackage>
{
    [Fact]
    public void Training_says_how_good_every_class_is_and_packs_the_network()
    {
        var (output, error) = (package.Training.Output, package.Training.Error);

        Assert.All(["sky", "road", "pedestrian", "mean", "pixel accuracy", "images/s", "parity "], word => Assert.Contains(word, output, StringComparison.Ordinal));
        Assert.Contains("epoch 1/1", error, StringComparison.Ordinal);
        Assert.Contains($"nasfuse verify {TrainedPackage.Name}", error, StringComparison.Ordinal);
        Assert.Equal(
            ["architecture.svg", "architecture.txt", "manifest.json", "model-card.md", "model.onnx", "weights.safetensors"],
            Directory.GetFiles(package.Folder.In(TrainedPackage.Name)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_model_card_shows_verification_classes_and_drawing()
    {
        var card = File.ReadAllText(Path.Combine(package.Folder.In(TrainedPackage.Name), "model-card.md"));

        Assert.All(["](architecture.svg)", "| pedestrian |", "## Verification", "```python", "```csharp", "| ONNX Runtime "], part => Assert.Contains(part, card, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_folder_nothing_is_written()
    {
        using var folder = new WorkFolder();
        folder.Write("net.txt", TrainedPackage.Architecture);
        var before = folder.Content();

        var result = folder.Run(TrainedPackage.TrainCommand(epochs: 1)).Succeeded();

        Assert.Contains("-o DIR", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Content());
    }

    [Fact]
    public void A_package_teaches_another_network_and_is_named_in_its_package()
    {
        package.Folder.Run([.. TrainedPackage.TrainCommand(epochs: 1), "--teacher", TrainedPackage.Name, "--seed", "2", "-o", "student"]).Succeeded();
        Assert.Contains("| teacher | architecture ", File.ReadAllText(Path.Combine(package.Folder.In("student"), "model-card.md")), StringComparison.Ordinal);
        Assert.DoesNotContain("| teacher |", File.ReadAllText(Path.Combine(package.Folder.In(TrainedPackage.Name), "model-card.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_teacher_that_cannot_teach_is_named_with_its_place()
    {
        var copy = package.Copy("foreign");
        var manifest = Path.Combine(package.Folder.In(copy), "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"sky\"", "\"heaven\"", StringComparison.Ordinal));
        Directory.CreateDirectory(package.Folder.In("empty"));
        (string Teacher, string Message)[] mistakes =
        [
            ("nowhere", "--teacher: error NF0001: the teacher cannot be read: there is no folder 'nowhere'"),
            ("empty", "--teacher: error NF0001: the teacher cannot be read: there is no manifest.json in the folder 'empty'"),
            (copy, "--teacher: error NF0016: the teacher tells apart 8 classes (heaven, "),
        ];
        foreach (var (teacher, message) in mistakes)
        {
            var result = package.Folder.Run([.. TrainedPackage.TrainCommand(epochs: 1), "--teacher", teacher]).EndedWith(2);
            Assert.Contains(message, result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_interrupted_training_goes_on_by_the_same_command()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill");
        using var folder = new WorkFolder();
        folder.Write("net.txt", TrainedPackage.Architecture);
        string[] command = [.. TrainedPackage.TrainCommand(epochs: 40), "-o", "out"];
        using var process = NasFuseProcess.Start(command, folder.Path);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(folder.In("out/checkpoint.bin")), TimeSpan.FromSeconds(60)), "no checkpoint");
        process.Signal("INT");

        var interrupted = process.WaitForEnd().EndedWith(130);
        Assert.Contains($"nasfuse {string.Join(' ', command)}", interrupted.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.In("out/checkpoint.bin")));
        Assert.False(File.Exists(folder.In("out/model.onnx")));

        var resumed = folder.Run(command).Succeeded();
        Assert.Contains("going on from", resumed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("starts over", resumed.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.In("out/checkpoint.bin")));
    }

    [Theory]
    [InlineData("net9.txt: error NF0016", "train", "net9.txt", "--data", "synthetic")]
    [InlineData("nothing.txt: error NF0001", "train", "nothing.txt", "--data", "synthetic")]
    [InlineData("Did you mean 'synthetic'?", "train", "net.txt", "--data", "sintetic")]
    [InlineData("--epochs must be 1..100000", "train", "net.txt", "--data", "synthetic", "--epochs", "0")]
    [InlineData("NF0501", "train", "net.txt", "--data", "synthetic", "-o", "taken")]
    public void Mistakes_are_named_before_anything_is_written(string expected, params string[] command)
    {
        using var folder = new WorkFolder();
        folder.Write("net.txt", TrainedPackage.Architecture);
        folder.Write("net9.txt", TrainedPackage.Architecture.Replace("x8", "x9", StringComparison.Ordinal));
        folder.Write("taken/letter.txt", "dear diary");
        var before = folder.Content();

        Assert.Contains(expected, folder.Run(command).EndedWith(2).Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Content());
    }
}
