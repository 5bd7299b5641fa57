using NasFuse.Core.Architectures;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Tests.SearchSpaces.FusionLattices;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers;

public sealed class NeighboursTests
{
    private static readonly SearchSpace Planted = new PlantedSpace();
    private static readonly SearchSpace Lattice = LatticeExamples.Create(LatticeExamples.Rich);

    [Fact]
    public void Every_choice_is_answered_in_every_other_way_once()
    {
        var random = new Random(1);
        for (var i = 0; i < 50; i++)
        {
            var center = Planted.Sample(random).Assignment;
            Proposal[] neighbours = [.. Neighbours.Of(Planted, center, () => new EnumeratingChooser())];
            var present = center.Labels.Count(pair => pair.Key.EndsWith("/present", StringComparison.Ordinal) && pair.Value == "yes");
            // 8 switches; a stage that is present has 3 other kernels and 7 other widths.
            Assert.Equal(8 + present * (3 + 7), neighbours.Length);
            Assert.Equal(neighbours.Length, neighbours.Select(neighbour => neighbour.Assignment).Distinct().Count());
        }
    }

    [Fact]
    public void In_a_small_space_they_are_all_ways_to_differ_first_in_one_choice()
    {
        var space = LatticeExamples.Create(LatticeExamples.Tiny);
        Assignment[] all = [.. space.Enumerate().Select(proposal => proposal.Assignment)];
        foreach (var center in all.Where((_, i) => i % (all.Length / 12) == 0))
        {
            var asked = new RecordingChooser(new ReplayChooser(center, new EnumeratingChooser()));
            space.Build(asked);
            var expected = all.Where(other => !other.Equals(center)).Select(First).ToHashSet();
            string[] found = [.. Neighbours.Of(space, center, () => new EnumeratingChooser()).Select(neighbour => First(neighbour.Assignment))];
            Assert.Equal(found.Length, found.Distinct().Count());
            Assert.Equal(expected, [.. found]);

            string First(Assignment other) =>
                asked.Open.Where(choice => other.Labels.GetValueOrDefault(choice) != center.Labels[choice]).Select(choice => $"{choice}={other.Labels[choice]}").First();
        }
    }

    [Fact]
    public void Later_choices_keep_their_answers_where_these_can_be_kept()
    {
        var space = LatticeExamples.Create(LatticeExamples.Tiny);
        foreach (var center in space.Enumerate().Take(40).Select(proposal => proposal.Assignment))
        {
            foreach (var neighbour in Neighbours.Of(space, center, () => new EnumeratingChooser()))
            {
                var (offered, changed) = (new Offers(neighbour.Assignment), 0);
                space.Build(offered);
                foreach (var (choice, label) in neighbour.Assignment.Labels)
                {
                    if (center.Labels.TryGetValue(choice, out var before) && before != label && offered.Options[choice].Contains(before)) changed++;
                }
                Assert.Equal(1, changed);
            }
        }
    }

    [Fact]
    public void Neighbours_in_lattices_are_valid_and_only_open_choices_change()
    {
        var random = new Random(2);
        for (var i = 0; i < 20; i++)
        {
            var center = Lattice.Sample(random).Assignment;
            foreach (var neighbour in Neighbours.InRandomOrder(Lattice, center, random))
            {
                ArchitectureChecks.ThrowIfInvalid(neighbour.Architecture);
                Assert.NotEqual(center, neighbour.Assignment);
                Assert.Equal(neighbour.Architecture, Lattice.Build(new ReplayChooser(neighbour.Assignment, new EnumeratingChooser())));
            }
        }
    }

    [Fact]
    public void Random_order_has_the_same_neighbours_and_repeats_itself()
    {
        var center = Planted.Sample(new Random(3)).Assignment;
        var ordered = Neighbours.Of(Planted, center, () => new EnumeratingChooser()).Select(neighbour => Changes(center, neighbour.Assignment)[0]).ToArray();
        string[] Shuffled(int seed) => [.. Neighbours.InRandomOrder(Planted, center, new Random(seed)).Select(neighbour => Changes(center, neighbour.Assignment)[0])];
        Assert.Equal(ordered.Order(), Shuffled(1).Order());
        Assert.NotEqual(ordered, Shuffled(1));
        Assert.Equal(Shuffled(1), Shuffled(1));
    }

    [Fact]
    public void What_a_centre_does_not_answer_is_answered_first()
    {
        Proposal[] neighbours = [.. Neighbours.Of(Planted, Assignment.Empty, () => new EnumeratingChooser())];
        Assert.Equal(8, neighbours.Length);
        Assert.All(neighbours, neighbour => Assert.Single(neighbour.Assignment.Labels, pair => pair.Value == "yes"));
    }

    /// <summary>Choices both answer, differently.</summary>
    private static string[] Changes(Assignment center, Assignment other) =>
        [.. center.Labels.Where(pair => other.Labels.TryGetValue(pair.Key, out var label) && label != pair.Value).Select(pair => $"{pair.Key}={other.Labels[pair.Key]}")];

    private sealed class Offers(Assignment assignment) : IChooser
    {
        private readonly ReplayChooser _replay = new(assignment, new EnumeratingChooser());

        public Dictionary<string, IReadOnlyList<string>> Options { get; } = [];

        public int Choose(string choice, IReadOnlyList<string> options)
        {
            Options[choice] = options;
            return _replay.Choose(choice, options);
        }
    }
}
