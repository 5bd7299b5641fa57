using NasFuse.Core.Architectures;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Evolution;
using NasFuse.Core.Samplers.LocalSearch;
using NasFuse.Core.Samplers.Seeds;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Tests.SearchSpaces.FusionLattices;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers.Seeds;

public sealed class SeededSamplerTests : SamplerConformance
{
    private const string Stranger =
        """
        s4:  1/4 x16 = conv(k=7,s=4) <- image
        cls: 1/4 x19 = conv(k=1,bn=0,act=none) <- s4
        out: 1/1 x19 = id <- cls>up
        """;

    private static readonly PlantedSpace Planted = new();

    protected override SamplerOptions Options => new SeededOptions { Seeds = [.. Members(4)], Then = new Nsga2Options { PopulationSize = 10 } };

    [Fact]
    public void Seeds_of_the_space_come_first_as_they_were_and_are_told()
    {
        var study = Run(new SeededOptions { Seeds = [.. Members(5)], Then = new RegularizedEvolutionOptions { PopulationSize = 5, SampleSize = 20 } }, 30);
        Assert.Equal(Members(5).Select(seed => seed.Text), study.Proposals.Take(5).Select(proposal => ArchitectureText.Format(proposal.Architecture)));
        // Five seeds are a population: what follows descends from them.
        Assert.Contains(study.Proposals.Take(5), seed => Differences(seed.Assignment, study.Proposals[5].Assignment) == 1);
    }

    [Fact]
    public void What_the_space_cannot_build_is_proposed_as_it_is_with_its_classes_and_its_name()
    {
        var study = Run(With(Stranger), 12);
        var expected = ArchitectureText.Parse(Stranger).WithClasses(2);
        Assert.Equal(ArchitectureId.Of(expected), ArchitectureId.Of(study.Proposals[0].Architecture));
        Assert.Equal(OutsideAssignment.Of("stranger"), study.Proposals[0].Assignment);
        Assert.All(study.Proposals.Skip(1), proposal => Assert.False(proposal.Assignment.IsOutside()));
    }

    [Theory]
    [MemberData(nameof(Heirs))]
    public void A_stranger_that_beats_all_does_no_harm_to_who_follows(SamplerOptions then)
    {
        var best = PlantedSpace.Share(Run(With(Stranger) with { Then = then }, 400).Told.Skip(1), 2);
        Assert.True(best > 0.45, $"share {best}");
    }

    public static TheoryData<SamplerOptions> Heirs => [new Nsga2Options(), new Nsga3Options(), new RegularizedEvolutionOptions(), new LocalSearchOptions()];

    [Fact]
    public void Variation_of_a_stranger_gives_members()
    {
        var random = new Random(1);
        var (stranger, member) = (OutsideAssignment.Of("stranger"), Planted.Sample(random).Assignment);
        Proposal[] children =
        [
            Variation.Mutate(Planted, stranger, random), Variation.Crossover(Planted, stranger, member, random),
            Variation.Crossover(Planted, member, stranger, random),
        ];
        foreach (var child in children)
            Assert.Equal(child.Architecture, Planted.Build(new ReplayChooser(child.Assignment, new EnumeratingChooser())));
        Assert.Equal(member, Variation.Crossover(Planted, stranger, member, random).Assignment);
    }

    [Fact]
    public void Seeds_of_a_related_space_come_as_near_as_can_be()
    {
        var narrow = LatticeExamples.Create(LatticeExamples.Rich with { Operators = ["conv(k=3)", "dwsep(k=3)"] });
        var origin = LatticeExamples.Create(LatticeExamples.Rich).Sample(new Random(3));
        var seed = SeedOptions.Of("rich#3", ArchitectureText.Format(origin.Architecture), origin.Assignment);
        var study = new SimulatedStudy(new SeededOptions { Seeds = [seed], Then = new Nsga2Options() }.Create(), narrow, PlantedSpace.Objectives(1), 1);
        study.Ask();
        var copy = study.Proposals[0].Assignment;
        Assert.False(copy.IsOutside());
        Assert.True(origin.Assignment.Labels.Count(pair => copy.Labels.GetValueOrDefault(pair.Key) == pair.Value) >= copy.Labels.Count / 2);
        ArchitectureChecks.ThrowIfInvalid(study.Proposals[0].Architecture);
    }

    [Fact]
    public void Seeds_of_another_space_are_proposed_as_they_were()
    {
        var origin = LatticeExamples.Create(LatticeExamples.Rich).Sample(new Random(3));
        var seed = SeedOptions.Of("rich#3", ArchitectureText.Format(origin.Architecture), origin.Assignment);
        var study = Run(new SeededOptions { Seeds = [seed], Then = new Nsga2Options() }, 1);
        Assert.Equal(ArchitectureId.Of(origin.Architecture.WithClasses(2)), ArchitectureId.Of(study.Proposals[0].Architecture));
    }

    [Fact]
    public void Known_seeds_are_passed_over()
    {
        var study = Run(new SeededOptions { Seeds = [.. Members(3), .. Members(4)], Then = new Nsga2Options() }, 20);
        Assert.Equal(20, study.DistinctArchitectures);
        Assert.Equal(Members(4)[3].Text, ArchitectureText.Format(study.Proposals[3].Architecture));
    }

    private static SeededOptions With(string text) => new() { Seeds = [new SeedOptions { Name = "stranger", Text = text }], Then = new Nsga2Options() };

    private static SeedOptions[] Members(int count) =>
    [
        .. Enumerable.Range(1, count).Select(seed => Planted.Sample(new Random(seed)))
            .Select((proposal, i) => SeedOptions.Of($"earlier#{i}", ArchitectureText.Format(proposal.Architecture), proposal.Assignment)),
    ];

    private static int Differences(Assignment a, Assignment b) => a.Labels.Count(pair => b.Labels.TryGetValue(pair.Key, out var label) && label != pair.Value);

    /// <summary>A stranger has the best quality at no cost.</summary>
    private static SimulatedStudy Run(SamplerOptions options, int trials) => new SimulatedStudy(options.Create(), Planted, PlantedSpace.Objectives(2), 1).Run(
        trials, (number, assignment) => new FinishedTrial(number, assignment, assignment.IsOutside() ? [1, 0] : PlantedSpace.Evaluate(assignment, 2), 0));
}
