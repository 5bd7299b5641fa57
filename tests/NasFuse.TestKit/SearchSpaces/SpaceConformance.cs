using System.Globalization;
using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Graphs;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using Xunit;

namespace NasFuse.TestKit.SearchSpaces;

/// <summary>What every search space must do. Derive, give the space, and the tests run.</summary>
/// <remarks>The environment variable <c>NASFUSE_SPACE_SAMPLES</c> sets how many samples are checked; 1,000 unless set.</remarks>
public abstract class SpaceConformance
{
    private const int Classes = 11;

    private static readonly Size s_oddSize = new(97, 131);

    /// <summary>The space under test, with 11 classes.</summary>
    protected abstract SearchSpace Space { get; }

    /// <summary>A space of <c>search-spaces</c>.</summary>
    protected static SearchSpace Shipped(string name) => SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", name)).Create(Classes);

    [Fact]
    public void Samples_are_valid_and_lower_at_any_size()
    {
        var random = new Random(1);
        var samples = int.Parse(Environment.GetEnvironmentVariable("NASFUSE_SPACE_SAMPLES") ?? "1000", CultureInfo.InvariantCulture);
        for (var i = 0; i < samples; i++)
        {
            var architecture = Space.Sample(random).Architecture;
            ArchitectureChecks.ThrowIfInvalid(architecture);
            if (i % 20 == 0) AssertLowers(architecture, s_oddSize);
        }
    }

    [Fact]
    public void Samples_round_trip_as_text_and_replay_from_their_assignment()
    {
        var random = new Random(2);
        for (var i = 0; i < 100; i++)
        {
            var proposal = Space.Sample(random);
            Assert.Equal(proposal.Architecture, ArchitectureText.Parse(ArchitectureText.Format(proposal.Architecture)));
            Assert.Equal(proposal, Space.Propose(new ReplayChooser(proposal.Assignment, new Unasked())));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public void Mutants_are_valid_and_differ(double? probability)
    {
        var random = new Random(3);
        for (var i = 0; i < 150; i++)
        {
            var parent = Space.Sample(random);
            var child = Variation.Mutate(Space, parent.Assignment, random, probability);
            ArchitectureChecks.ThrowIfInvalid(child.Architecture);
            Assert.NotEqual(parent.Assignment, child.Assignment);
        }
    }

    [Fact]
    public void Crossed_parents_have_valid_children_that_take_from_both()
    {
        var random = new Random(4);
        var mixed = 0;
        for (var i = 0; i < 200; i++)
        {
            var (a, b) = (Space.Sample(random).Assignment, Space.Sample(random).Assignment);
            var child = Variation.Crossover(Space, a, b, random);
            ArchitectureChecks.ThrowIfInvalid(child.Architecture);
            if (!child.Assignment.Equals(a) && !child.Assignment.Equals(b)) mixed++;
        }
        Assert.True(mixed > 150, $"{mixed} of 200");
    }

    [Fact]
    public void Samples_hardly_ever_repeat()
    {
        var random = new Random(5);
        var distinct = Enumerable.Range(0, 300).Select(_ => ArchitectureId.Of(Space.Sample(random).Architecture)).Distinct().Count();
        Assert.True(distinct > 280, $"{distinct} of 300");
        Assert.True(Space.Count().AtLeast > 1_000_000);
    }

    private static void AssertLowers(Architecture architecture, Size size)
    {
        var graph = architecture.Lower(size);
        Assert.Equal(new TensorShape(Classes, size.Height, size.Width), graph.OutputShape);
        Assert.True(GraphCost.Of(graph).Parameters > 0);
    }

    private sealed class Unasked : IChooser
    {
        public int Choose(string choice, IReadOnlyList<string> options) => throw new InvalidOperationException($"choice '{choice}' was not recorded");
    }
}
