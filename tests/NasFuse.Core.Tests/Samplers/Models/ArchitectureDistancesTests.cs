using NasFuse.Core.Samplers.Models;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class ArchitectureDistancesTests
{
    private static readonly PathEncoding s_noPaths = new([], []);

    [Fact]
    public void Choices_labels_and_paths_are_told_apart()
    {
        var (space, features) = Learn(["conv", "pool", "conv"], ["pool", "conv", "conv"], ["conv", "conv", "skip"], ["skip", "pool", "pool"]);
        // Three choices, three labels that they share, two kinds of paths.
        Assert.Equal(3 + 3 + 2, space.Parts);
        Assert.Equal(3, space.Choices);
        var distances = Measure(space, features[0]);
        Assert.Equal([0, 1, 0, 1], distances[0]);
        Assert.Equal([0, 1, 1, 0], distances[1]);
        Assert.Equal([0, 0, 1, 1], distances[2]);
        // Squared differences of the counts of each label, over three choices: the second row holds the same labels.
        double[] expected = [0, 0, (1 + 1) / 3.0, (4 + 1 + 1) / 3.0];
        for (var row = 0; row < 4; row++) Assert.Equal(expected[row], distances[3..6].Sum(part => part[row]), 12);
    }

    [Fact]
    public void Very_many_choices_share_their_parts()
    {
        var words = Enumerable.Range(0, 3).Select(word => Enumerable.Range(0, 40).Select(i => (i + word) % 2 == 0 ? "conv" : "pool").ToArray()).ToArray();
        var (space, features) = Learn(words);
        Assert.Equal(1 + 1 + 2, space.Parts);
        // All differ: as much as one part for all of them.
        Assert.Equal(1, Measure(space, features[0])[0][1], 12);
    }

    [Fact]
    public void What_never_varied_is_no_part() => Assert.Equal(1 + 2, Learn(["conv", "8"], ["pool", "8"]).Space.Parts);

    private static (ArchitectureDistances Space, ArchitectureFeatures[] Features) Learn(params string[][] words)
    {
        var codes = new ChoiceCodes();
        var assignments = Array.ConvertAll(words, AssignmentOf);
        foreach (var assignment in assignments) codes.Learn(assignment);
        var trials = assignments.Select((assignment, i) => new Observation(i, assignment, codes.Encode(assignment), [i], 0)).ToArray();
        var space = new ArchitectureDistances(new Evidence(codes, trials, [], []), trials.Length);
        var features = Array.ConvertAll(trials, trial => space.FeaturesOf(trial.Codes, s_noPaths));
        foreach (var row in features) space.Add(row);
        return (space, features);
    }

    private static double[][] Measure(ArchitectureDistances space, ArchitectureFeatures from)
    {
        var distances = Enumerable.Range(0, space.Parts).Select(_ => new double[space.Count]).ToArray();
        space.Measure(from, distances);
        return distances;
    }

    private static Assignment AssignmentOf(string[] word) =>
        new(Assignment.Empty.Labels.AddRange(word.Select((label, i) => KeyValuePair.Create($"c{i:00}", label))));
}
