using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Tests.SearchSpaces.Branches;
using NasFuse.Core.Tests.SearchSpaces.Meshes;
using NasFuse.Core.Tests.SearchSpaces.Trellises;

namespace NasFuse.Core.Tests.SearchSpaces;

/// <summary>Files of the newer kinds: written and read back, and damaged in many ways.</summary>
public sealed class SpaceFileMutationTests
{
    private static readonly Dictionary<string, SearchSpaceOptions> Examples = new()
    {
        ["branches"] = BranchesExamples.Tiny,
        ["branches with a searched head"] = BranchesExamples.Tiny with { Fusion = BranchesExamples.Fusion },
        ["trellis"] = TrellisExamples.Tiny,
        ["mesh"] = MeshExamples.Tiny,
    };

    public static TheoryData<string> Cases => [.. Examples.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_mutated_file_is_read_or_rejected_with_a_place(string name)
    {
        var text = SpecificationReader.Write(Examples[name]).ToJsonString(new() { WriteIndented = true });
        Assert.Equal(text, SpecificationReader.Write(Read(text)).ToJsonString(new() { WriteIndented = true }));
        var folder = Directory.CreateTempSubdirectory("nasfuse-space-").FullName;
        var path = Path.Combine(folder, "space.json");
        var outcomes = new List<bool>();
        foreach (var mutation in ConfigMutations.OfJson(text))
        {
            File.WriteAllBytes(path, mutation.Content);
            outcomes.Add(IsRejected(path, mutation));
        }
        Directory.Delete(folder, recursive: true);
        Assert.InRange(outcomes.Count(rejected => rejected), 300, outcomes.Count - 1);
    }

    private static SearchSpaceOptions Read(string text)
    {
        var bag = new DiagnosticBag();
        return SpecificationReader.Read<SearchSpaceOptions>(LocatedJson.Parse("space.json", text), "the search space", bag)!;
    }

    private static bool IsRejected(string path, FileMutation mutation)
    {
        try
        {
            SpaceFile.Read(path);
            return false;
        }
        catch (UserErrorException e)
        {
            Assert.All(e.Diagnostics, mistake => Assert.True(mistake.Place is { Line: > 0, Column: > 0 }, $"{mutation}: {mistake}"));
            return true;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"mutation '{mutation}' threw {e.GetType().Name}", e);
        }
    }
}
