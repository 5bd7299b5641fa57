using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.TestKit;

namespace NasFuse.Core.Tests.Configuration;

public sealed class FuzzTests
{
    [Fact]
    public void A_mutated_study_is_read_or_rejected_with_a_place() => Check(StudyFolder.Study, folder => folder.StudyPath, atLeast: 600);

    [Fact]
    public void A_mutated_space_is_read_or_rejected_with_a_place() => Check(StudyFolder.Space, folder => folder.SpacePath, atLeast: 200);

    [Fact]
    public void Mutations_are_many_distinct_and_always_the_same()
    {
        var mutations = ConfigMutations.OfJson(StudyFolder.Study).ToList();
        Assert.Equal(mutations.Count, mutations.DistinctBy(mutation => mutation.Name).Count());
        Assert.Equal(mutations.Select(mutation => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(mutation.Content))),
            ConfigMutations.OfJson(StudyFolder.Study).Select(mutation => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(mutation.Content))));
    }

    private static void Check(string text, Func<StudyFolder, string> fileOf, int atLeast)
    {
        using var folder = new StudyFolder();
        var file = fileOf(folder);
        var before = folder.Files();
        int rejected = 0, all = 0;
        foreach (var mutation in ConfigMutations.OfJson(text))
        {
            all++;
            File.WriteAllBytes(file, mutation.Content);
            if (MistakesOf(folder, mutation) is not { } mistakes) continue;
            rejected++;
            Assert.All(mistakes, mistake =>
            {
                Assert.True(mistake.Place is { Line: > 0, Column: > 0 }, $"{mutation}: {mistake}");
                Assert.InRange(mistake.Message.Length, 1, 1000);
            });
        }
        Assert.InRange(all, atLeast, int.MaxValue);
        Assert.InRange(rejected, all * 8 / 10, all - 1);
        Assert.Equal(before, folder.Files());
    }

    private static IReadOnlyList<Diagnostic>? MistakesOf(StudyFolder folder, FileMutation mutation)
    {
        try
        {
            folder.Read();
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
