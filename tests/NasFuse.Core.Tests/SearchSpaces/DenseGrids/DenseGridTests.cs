using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Samplers;

namespace NasFuse.Core.Tests.SearchSpaces.DenseGrids;

public sealed class DenseGridTests
{
    [Fact]
    public void Samples_are_valid_variations_too_and_modules_read_any_earlier_layer()
    {
        var space = DenseGridExamples.Create(DenseGridExamples.Rich);
        SpaceProperties.Check(space, samples: 1000);
        var far = 0;
        var random = new Random(2);
        for (var i = 0; i < 200; i++)
        {
            foreach (var node in space.Sample(random).Architecture.Nodes.Where(node => node.Id.StartsWith('n')))
            {
                Assert.True(node.Inputs.All(edge => LayerOf(edge.Source) < LayerOf(node.Id)));
                if (node.Inputs.All(edge => LayerOf(edge.Source) < LayerOf(node.Id) - 1)) far++;
            }
        }
        Assert.True(far > 100, $"{far} modules read no module of the layer right before");

        static int LayerOf(string id) => id.StartsWith('n') ? int.Parse(id[1..id.IndexOf('_')]) : 0;
    }

    [Fact]
    public void A_drawing_of_the_survey_is_a_member()
    {
        var space = DenseGridExamples.Create(DenseGridExamples.Tiny with { Layers = 3, MaxInputs = 3, Operators = ["mb(k=3,e=3,se=4)", "mb(k=7,e=6,se=4)"] });
        var wanted = ArchitectureText.Parse(
            """
            s1: 1/2 x8  = conv(k=3,s=2) <- image
            s2: 1/4 x8  = conv(k=3,s=2) <- s1
            a:  1/8 x16 = mb(k=3,e=3,se=4) <- s2>c1>dn
            b:  1/4 x8  = mb(k=7,e=6,se=4) <- wsum{s2; a>c1>up}
            c:  1/4 x8  = mb(k=3,e=3,se=4) <- wsum{b; s2; a>c1>up}
            h:  1/4 x16 = conv(k=3) <- c
            k:  1/4 x11 = conv(k=1,bn=0,act=none) <- h
            out: 1/1 x11 = id <- k>up
            """);
        var labels = Core.SearchSpaces.Assignment.Empty.Labels
            .Add("L1/s4/present", "no").Add("L1/s8/operator", "mb(e=3,se=4)")
            .Add("L2/s4/present", "yes").Add("L2/s4/inputs", "2").Add("L2/s4/input1", "tap_4").Add("L2/s4/input2", "n1_8").Add("L2/s4/operator", "mb(k=7,se=4)")
            .Add("L2/s8/present", "no").Add("L3/s8/present", "no")
            .Add("L3/s4/present", "yes").Add("L3/s4/inputs", "3").Add("L3/s4/input1", "tap_4").Add("L3/s4/input2", "n2_4").Add("L3/s4/operator", "mb(e=3,se=4)");
        var built = space.Propose(new Core.SearchSpaces.ReplayChooser(new(labels), new SpaceProperties.NoChooser())).Architecture;
        Assert.Equal(ArchitectureId.Of(wanted), ArchitectureId.Of(built));
    }

    [Fact]
    public void Mistakes_are_named_with_their_keys()
    {
        var options = DenseGridExamples.Tiny with { Layers = 17, Encoders = [DenseGridExamples.Tiny.Encoders[0] with { Taps = ["s2"] }] };
        var mistakes = Assert.Throws<UserErrorException>(() => options.Create("grid", 11)).Diagnostics;
        Assert.Equal(["grid: layers", "grid: encoders[0].taps"], mistakes.Select(mistake => mistake.Place.File));
    }
}
