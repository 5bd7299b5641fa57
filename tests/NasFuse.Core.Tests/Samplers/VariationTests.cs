using NasFuse.Core.Architectures;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Tests.SearchSpaces.FusionLattices;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers;

public sealed class VariationTests
{
    private static readonly SearchSpace Lattice = LatticeExamples.Create(LatticeExamples.Rich);
    private static readonly SearchSpace Planted = new PlantedSpace();

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public void A_mutant_is_valid_and_differs(double? probability)
    {
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var parent = Lattice.Sample(random);
            var child = Variation.Mutate(Lattice, parent.Assignment, random, probability);
            ArchitectureChecks.ThrowIfInvalid(child.Architecture);
            Assert.NotEqual(parent.Assignment, child.Assignment);
        }
    }

    [Fact]
    public void Mutation_is_small_by_default_and_large_on_request()
    {
        var random = new Random(2);
        double Changed(double? probability) => Enumerable.Range(0, 400).Average(_ =>
        {
            var parent = Planted.Sample(random).Assignment;
            var child = Variation.Mutate(Planted, parent, random, probability).Assignment;
            return parent.Labels.Count(pair => child.Labels.GetValueOrDefault(pair.Key) != pair.Value);
        });
        Assert.InRange(Changed(null), 1.0, 2.5);
        Assert.True(Changed(1.0) > 8);
    }

    [Fact]
    public void A_space_with_one_architecture_gives_it_back()
    {
        var space = new SingleSpace();
        var only = space.Sample(new Random(1));
        Assert.Equal(only, Variation.Mutate(space, only.Assignment, new Random(1)));
    }

    [Fact]
    public void A_child_takes_every_block_from_one_parent()
    {
        var random = new Random(3);
        for (var i = 0; i < 300; i++)
        {
            var (a, b) = (Planted.Sample(random).Assignment, Planted.Sample(random).Assignment);
            var child = Variation.Crossover(Planted, a, b, random).Assignment;
            Assert.All(Enumerable.Range(0, 8), stage => Assert.True(Block(child, stage).SequenceEqual(Block(a, stage)) || Block(child, stage).SequenceEqual(Block(b, stage))));
        }

        static IEnumerable<KeyValuePair<string, string>> Block(Assignment assignment, int stage) => assignment.Labels.Where(pair => pair.Key.StartsWith($"s{stage}/", StringComparison.Ordinal));
    }

    [Fact]
    public void Crossover_of_lattices_is_valid_and_mixes()
    {
        var random = new Random(4);
        var mixed = 0;
        for (var i = 0; i < 300; i++)
        {
            var (a, b) = (Lattice.Sample(random).Assignment, Lattice.Sample(random).Assignment);
            var child = Variation.Crossover(Lattice, a, b, random);
            ArchitectureChecks.ThrowIfInvalid(child.Architecture);
            if (!child.Assignment.Equals(a) && !child.Assignment.Equals(b)) mixed++;
        }
        Assert.True(mixed > 250, $"{mixed} of 300");
    }

    [Fact]
    public void A_parent_crossed_with_itself_is_itself()
    {
        var parent = Lattice.Sample(new Random(5));
        Assert.Equal(parent, Variation.Crossover(Lattice, parent.Assignment, parent.Assignment, new Random(6)));
    }

    private sealed class SingleSpace : SearchSpace
    {
        public override string Name => "single";

        public override Architecture Build(IChooser chooser) =>
            Planted.Build(new ReplayChooser(Assignment.Empty, new First()));

        public override SpaceCount Count() => SpaceCount.Exactly(1);

        private sealed class First : IChooser
        {
            public int Choose(string choice, IReadOnlyList<string> options) => 0;
        }
    }
}
