using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.SearchSpaces;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers.Draws;

public sealed class QuasiRandomSamplerTests : SamplerConformance
{
    protected override SamplerOptions Options => new QuasiRandomOptions();

    protected override bool Learns => false;

    [Fact]
    public void Options_of_every_choice_come_equally_often()
    {
        var space = new Dtlz2Space();
        var study = new SimulatedStudy(Options.Create(), space, Dtlz2Space.Objectives, 1).Run(17 * 16, Dtlz2Space.Evaluate);
        for (var variable = 0; variable < 8; variable++)
        {
            var counts = study.Proposals.CountBy(proposal => proposal.Assignment.Labels[$"x{variable}"]).Select(pair => pair.Value).ToArray();
            Assert.Equal(17, counts.Length);
            Assert.All(counts, count => Assert.InRange(count, 14, 18));
        }
    }

    [Fact]
    public void Conditional_choices_are_as_probable_as_in_random_sampling()
    {
        var study = new SimulatedStudy(Options.Create(), new PlantedSpace(), PlantedSpace.Objectives(1), 1);
        study.Run(256, (number, assignment) => new FinishedTrial(number, assignment, PlantedSpace.Evaluate(assignment, 1), 0));
        var last = study.Proposals.Where(proposal => proposal.Assignment.Labels["s7/present"] == "yes").ToArray();
        Assert.InRange(last.Length, 118, 138);
        Assert.All(last.CountBy(proposal => proposal.Assignment.Labels["s7/kernel"]), pair => Assert.InRange(pair.Value, 20, 44));
    }
}
