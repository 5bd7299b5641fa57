using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Tests.Configuration;

public sealed class InputFileTests
{
    private const string Architecture = "s2: 1/2 x8 = conv(k=3,s=2) <- image\nf: 1/2 x8 = conv <- add{s2; s2>c1} // both\nh: 1/2 x3 = conv <- f #aux=0.4\nout: 1/1 x3 = conv(k=1) <- f>up\n";

    public static TheoryData<string, string> Files => new()
    {
        { "net.arch", Architecture },
        { "net.json", ArchitectureJson.Format(ArchitectureText.Parse(Architecture)).ToJsonString() },
    };

    [Fact]
    public void Kinds_are_told_apart_by_name_and_by_content()
    {
        using var folder = new StudyFolder();
        Assert.IsType<ValidStudy>(InputFile.Read(folder.StudyPath, TestOptions.Catalog));
        Assert.IsType<ValidSpace>(InputFile.Read(folder.SpacePath, TestOptions.Catalog));
        Assert.IsType<ValidStudy>(InputFile.Read(Beside(folder.StudyPath, "other.json", StudyFolder.Study), TestOptions.Catalog));
        Assert.IsType<ValidSpace>(InputFile.Read(Beside(folder.SpacePath, "other.json", StudyFolder.Space), TestOptions.Catalog));
        foreach (var row in Files) Assert.IsType<ValidArchitecture>(InputFile.Read(Beside(folder.StudyPath, row.Data.Item1, row.Data.Item2), TestOptions.Catalog));
        Assert.Contains("no file of NasFuse", Assert.Throws<UserErrorException>(() => InputFile.Read(Beside(folder.StudyPath, "what.json", "{ \"a\": 1 }"))).Message);
        Assert.Contains("is a folder", Assert.Throws<UserErrorException>(() => InputFile.Read(Path.GetDirectoryName(folder.StudyPath)!)).Message);
        Assert.Contains("does not exist", Assert.Throws<UserErrorException>(() => InputFile.Read("nowhere.arch")).Message);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_mutated_architecture_is_read_or_rejected_with_a_place(string name, string text)
    {
        using var folder = new StudyFolder();
        var path = Beside(folder.StudyPath, name, text);
        var before = folder.Files();
        var mutations = name.EndsWith(".json", StringComparison.Ordinal) ? ConfigMutations.OfJson(text) : TextMutations.Of(text);
        int rejected = 0, all = 0;
        foreach (var mutation in mutations)
        {
            all++;
            File.WriteAllBytes(path, mutation.Content);
            if (MistakesOf(path, mutation) is not { } mistakes) continue;
            rejected++;
            Assert.All(mistakes, mistake =>
            {
                Assert.True(mistake.Place is { Line: > 0, Column: > 0 }, $"{mutation}: {mistake}");
                Assert.InRange(mistake.Message.Length, 1, 1000);
            });
        }
        Assert.InRange(all, 70, int.MaxValue);
        Assert.InRange(rejected, all / 2, all - 1);
        Assert.Equal(before, folder.Files());
    }

    private static string Beside(string file, string name, string content)
    {
        var path = Path.Combine(Path.GetDirectoryName(file)!, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static IReadOnlyList<Diagnostic>? MistakesOf(string path, FileMutation mutation)
    {
        try
        {
            InputFile.Read(path);
            return null;
        }
        catch (UserErrorException e)
        {
            return e.Diagnostics;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"mutation '{mutation}' threw {e.GetType().Name}", e);
        }
    }
}
