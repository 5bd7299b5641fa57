using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.SearchSpaces.FusionLattices;

public sealed class FusionLatticeTests
{
    private static readonly SearchSpace Rich = LatticeExamples.Create(LatticeExamples.Rich);

    [Fact]
    public void Ten_thousand_samples_are_valid_and_lower_at_any_size()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var architecture = Rich.Sample(random).Architecture;
            ArchitectureChecks.ThrowIfInvalid(architecture);
            if (i % 10 == 0) AssertLowers(architecture, new Size(180, 240));
            if (i % 50 == 0) AssertLowers(architecture, new Size(577, 641));
        }
    }

    [Fact]
    public void Samples_round_trip_as_text()
    {
        var random = new Random(2);
        for (var i = 0; i < 200; i++)
        {
            var architecture = Rich.Sample(random).Architecture;
            Assert.Equal(architecture, ArchitectureText.Parse(ArchitectureText.Format(architecture)));
        }
    }

    [Fact]
    public void Samples_vary_in_size_and_every_choice_takes_every_label()
    {
        var random = new Random(3);
        var proposals = Enumerable.Range(0, 2000).Select(_ => Rich.Sample(random)).ToArray();
        var nodeCounts = proposals.CountBy(p => p.Architecture.Nodes.Count(node => node.Id.StartsWith('n'))).ToDictionary();
        Assert.All(Enumerable.Range(1, 9), count => Assert.True(nodeCounts.GetValueOrDefault(count) >= 2, $"{count} nodes: {nodeCounts.GetValueOrDefault(count)} times"));

        var labels = proposals.SelectMany(p => p.Assignment.Labels).ToLookup(pair => pair.Key, pair => pair.Value);
        Assert.Equal(8, labels["L2/s8/operator"].Distinct().Count());
        Assert.Equal(6, labels["L2/s8/fusion"].Distinct().Count());
        Assert.Equal(["1", "2", "3", "4"], labels["L3/s16/inputs"].Distinct().Order());
        Assert.Equal(["c1>mp", "dn>c1n", "s3"], labels["L1/s16/down"].Distinct().Order());
        Assert.Equal(["add", "concat"], labels["head/fusion"].Distinct().Order());
        Assert.Equal(["plain", "wide"], labels["encoder"].Distinct().Order());
    }

    [Fact]
    public void Every_lattice_node_reads_the_layer_before_it_and_inputs_stand_in_order()
    {
        var random = new Random(4);
        for (var i = 0; i < 500; i++)
        {
            foreach (var node in Rich.Sample(random).Architecture.Nodes.Where(node => node.Id.StartsWith('n')))
            {
                var places = node.Inputs.Select(edge => PlaceOf(edge.Source)).ToArray();
                Assert.Equal(LayerOf(node.Id) - 1, places.Max(place => place.Layer));
                Assert.Equal(places.Order(), places);
                Assert.InRange(places.Length, 1, 4);
                Assert.Equal(places.Length > 1, node.Fusion is not null);
            }
        }

        static (int Stride, int Layer) PlaceOf(string id) => id[0] == 's' ? (int.Parse(id[1..]), 0) : (int.Parse(id[(id.IndexOf('_') + 1)..]), LayerOf(id));
        static int LayerOf(string id) => int.Parse(id[1..id.IndexOf('_')]);
    }

    [Fact]
    public void A_replayed_assignment_gives_the_same_architecture()
    {
        var random = new Random(5);
        for (var i = 0; i < 200; i++)
        {
            var proposal = Rich.Sample(random);
            Assert.Equal(proposal.Architecture, Rich.Propose(new ReplayChooser(proposal.Assignment, new NoChooser())).Architecture);
        }
    }

    [Fact]
    public void Encoder_stages_that_nobody_reads_are_left_out()
    {
        var finest = LatticeExamples.Create(LatticeExamples.Tiny).Enumerate().First(p => p.Architecture.Nodes.Where(node => node.Id.StartsWith('n')).ToArray() is [{ Id: "n1_4", Inputs: [{ Source: "s4" }] }]).Architecture;
        Assert.Equal(["s2", "s4", "n1_4", "head", "cls", "out"], finest.Nodes.Select(node => node.Id));
    }

    [Fact]
    public void The_text_of_a_sample_reads_like_a_drawing()
    {
        var space = LatticeExamples.Create(LatticeExamples.Tiny);
        var proposal = space.Propose(new ReplayChooser(new Assignment(Assignment.Empty.Labels
            .Add("L1/s4/present", "yes").Add("L1/s4/inputs", "2").Add("L1/s4/input1", "tap_8").Add("L1/s4/input2", "tap_4").Add("L1/s4/fusion", "add")
            .Add("L1/s8/present", "yes").Add("L1/s8/inputs", "1").Add("L1/s8/input1", "tap_8")
            .Add("L2/s4/present", "no").Add("L2/s8/present", "no").Add("head/fusion", "concat")), new NoChooser()));
        Assert.Equal(
            """
            s2:   1/2 x8 = conv(s=2) <- image
            s4:   1/4 x12 = mb(e=2,s=2) <- s2
            s8:   1/8 x16 = mb(e=2,s=2) <- s4
            n1_4: 1/4 x12 = conv <- add{s4; s8>c1>up}
            n1_8: 1/8 x16 = conv <- s8
            head: 1/4 x16 = conv <- concat{n1_4; n1_8>c1>up}
            cls:  1/4 x11 = conv(k=1,bn=0,act=none) <- head
            out:  1/1 x11 = id <- cls>up

            """, ArchitectureText.Format(proposal.Architecture));
    }

    [Fact]
    public void An_auxiliary_head_stands_on_the_last_encoder_stage_and_does_not_ship()
    {
        var space = LatticeExamples.Create(LatticeExamples.Rich with { AuxiliaryWeight = 0.4 });
        var random = new Random(6);
        for (var i = 0; i < 50; i++)
        {
            var architecture = space.Sample(random).Architecture;
            ArchitectureChecks.ThrowIfInvalid(architecture);
            var graph = architecture.Lower(new Size(90, 120));
            Assert.Equal(0.4, Assert.Single(graph.AuxiliaryHeads).Weight);
            Assert.Empty(graph.Deployed().AuxiliaryHeads);
        }
    }

    private static void AssertLowers(Architecture architecture, Size size)
    {
        var graph = architecture.Lower(size);
        Assert.Equal(new TensorShape(11, size.Height, size.Width), graph.OutputShape);
        Assert.True(GraphCost.Of(graph).Parameters > 0);
    }

    private sealed class NoChooser : IChooser
    {
        public int Choose(string choice, IReadOnlyList<string> options) => throw new InvalidOperationException($"choice '{choice}' was not recorded");
    }
}
