using NasFuse.Core.Architectures;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Enumeration;
using NasFuse.Core.Tests.SearchSpaces.FusionLattices;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers.Enumeration;

public sealed class EnumerationSamplerTests : SamplerConformance
{
    protected override SamplerOptions Options => new EnumerationSamplerOptions();

    protected override bool IsRandom => false;

    protected override bool Learns => false;

    [Fact]
    public void Every_architecture_comes_once_and_then_nothing()
    {
        var space = LatticeExamples.Create(LatticeExamples.Tiny);
        var study = new SimulatedStudy(Options.Create(), space, PlantedSpace.Objectives(1), 1);
        study.Run(100_000, (number, assignment) => new FinishedTrial(number, assignment, [0], 0));
        Assert.Equal(space.Count().AtMost, study.Proposals.Count);
        Assert.Equal(study.DistinctArchitectures, study.Proposals.Count);
        Assert.Equal(space.Enumerate().Select(proposal => ArchitectureId.Of(proposal.Architecture)).Distinct(), study.Proposals.Select(proposal => ArchitectureId.Of(proposal.Architecture)));
        Assert.Null(study.Ask());
    }

    [Fact]
    public void A_sampler_that_has_ended_stays_so_when_it_is_restored()
    {
        var space = LatticeExamples.Create(LatticeExamples.Tiny);
        var study = new SimulatedStudy(Options.Create(), space, PlantedSpace.Objectives(1), 1);
        study.Run(100_000, (number, assignment) => new FinishedTrial(number, assignment, [0], 0));
        var state = study.Sampler.Save();
        study.Sampler = Options.Create();
        study.Sampler.Restore(state);
        Assert.Null(study.Ask());
    }
}
