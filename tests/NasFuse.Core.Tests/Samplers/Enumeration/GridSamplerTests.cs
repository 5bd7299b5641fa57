using NasFuse.Core.Diagnostics;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Enumeration;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Tests.SearchSpaces.FusionLattices;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers.Enumeration;

public sealed class GridSamplerTests : SamplerConformance
{
    protected override SamplerOptions Options => new GridOptions { MaxPerChoice = 2 };

    protected override PlantedSpace Space { get; } = new(stages: 5);

    protected override bool Learns => false;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_architecture_comes_once_and_then_nothing(bool shuffle)
    {
        var space = LatticeExamples.Create(LatticeExamples.Tiny);
        var study = Run(new GridOptions { Shuffle = shuffle }, space, 1);
        Assert.Equal(space.Enumerate().Select(proposal => proposal.Architecture).Distinct().Count(), study.Proposals.Count);
        Assert.Equal(study.DistinctArchitectures, study.Proposals.Count);
        Assert.Null(study.Ask());
    }

    [Fact]
    public void The_order_is_random_and_its_own_for_each_seed()
    {
        var space = LatticeExamples.Create(LatticeExamples.Tiny);
        var shuffled = First(new GridOptions(), 1);
        Assert.NotEqual(First(new GridOptions { Shuffle = false }, 1), shuffled);
        Assert.NotEqual(First(new GridOptions(), 2), shuffled);

        IReadOnlyList<Proposal> First(GridOptions options, ulong seed) => Run(options, space, seed, trials: 20).Proposals;
    }

    [Theory]
    [InlineData(1, "8")]
    [InlineData(2, "0,16")]
    [InlineData(3, "0,8,16")]
    [InlineData(5, "0,4,8,12,16")]
    public void Levels_lie_at_equal_distances(int levels, string expected)
    {
        var labels = new HashSet<string>();
        var sampler = new GridOptions { MaxPerChoice = levels, Shuffle = false }.Create();
        var study = new SimulatedStudy(sampler, new Dtlz2Space(), Dtlz2Space.Objectives, 1).Run(200, Dtlz2Space.Evaluate);
        foreach (var proposal in study.Proposals) labels.Add(proposal.Assignment.Labels["x7"]);
        Assert.Equal(expected.Split(',').ToHashSet(), labels);
    }

    [Fact]
    public void A_grid_has_levels_to_the_power_of_choices_points() =>
        Assert.Equal(256, Run(new GridOptions { MaxPerChoice = 2 }, new Dtlz2Space(), 1).DistinctArchitectures);

    [Fact]
    public void A_grid_too_large_to_be_shuffled_is_refused_with_ways_out()
    {
        var study = new SimulatedStudy(new GridOptions { MaxPerChoice = 5 }.Create(), new Dtlz2Space(), Dtlz2Space.Objectives, 1);
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => study.Ask()).Diagnostics);
        Assert.Equal("sampler.shuffle", mistake.Place.File);
        Assert.Contains("maxPerChoice", mistake.Message, StringComparison.Ordinal);
    }

    private static SimulatedStudy Run(GridOptions options, SearchSpace space, ulong seed, int trials = 100_000) =>
        new SimulatedStudy(options.Create(), space, PlantedSpace.Objectives(1), seed)
            .Run(trials, (number, assignment) => new FinishedTrial(number, assignment, [0], 0));
}
