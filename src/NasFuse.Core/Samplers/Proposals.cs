using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers;

/// <summary>Ways from a search space to proposals.</summary>
public static class Proposals
{
    /// <summary>Builds what the chooser's answers describe and notes the answers.</summary>
    public static Proposal Propose(this SearchSpace space, IChooser chooser)
    {
        var recorder = new RecordingChooser(chooser);
        var architecture = space.Build(recorder);
        return new Proposal(architecture, recorder.Assignment);
    }

    /// <summary>A random architecture: every choice uniform, or in proportion to the ways it leads to where the space says so.</summary>
    public static Proposal Sample(this SearchSpace space, Random random) => space.Propose(new RandomChooser(random));

    /// <summary>Every assignment of a space, lazily. Several assignments may describe the same architecture (inputs picked in another order).</summary>
    public static IEnumerable<Proposal> Enumerate(this SearchSpace space)
    {
        var chooser = new EnumeratingChooser();
        do yield return space.Propose(chooser);
        while (chooser.Advance());
    }
}
