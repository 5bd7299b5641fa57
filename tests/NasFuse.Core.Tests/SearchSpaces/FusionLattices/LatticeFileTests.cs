using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces;
using NasFuse.TestKit;

namespace NasFuse.Core.Tests.SearchSpaces.FusionLattices;

public sealed class LatticeFileTests
{
    private static readonly string Text = SpecificationReader.Write<SearchSpaceOptions>(LatticeExamples.Rich).ToJsonString(new() { WriteIndented = true });

    [Fact]
    public void What_is_written_is_read_back()
    {
        var bag = new DiagnosticBag();
        var again = SpecificationReader.Read<SearchSpaceOptions>(LocatedJson.Parse("space.json", Text), "the search space", bag)!;
        Assert.Equal(Text, SpecificationReader.Write(again).ToJsonString(new() { WriteIndented = true }));
    }

    [Fact]
    public void A_mutated_file_is_read_or_rejected_with_a_place()
    {
        var folder = Directory.CreateTempSubdirectory("nasfuse-lattice-").FullName;
        var path = Path.Combine(folder, "space.json");
        var outcomes = new List<bool>();
        foreach (var mutation in ConfigMutations.OfJson(Text))
        {
            File.WriteAllBytes(path, mutation.Content);
            outcomes.Add(IsRejected(path, mutation));
        }
        Directory.Delete(folder, recursive: true);
        Assert.InRange(outcomes.Count(rejected => rejected), 1000, outcomes.Count - 1);
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
            Assert.All(e.Diagnostics, mistake => Assert.InRange(mistake.Message.Length, 1, 2000));
            return true;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"mutation '{mutation}' threw {e.GetType().Name}", e);
        }
    }
}
