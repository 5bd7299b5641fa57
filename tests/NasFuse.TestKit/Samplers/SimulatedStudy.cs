using NasFuse.Core.Architectures;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.TestKit.Samplers;

/// <summary>Asks and tells like the controller of a study does, with a made-up evaluation.</summary>
public sealed class SimulatedStudy(ISampler sampler, SearchSpace space, IReadOnlyList<Objective> objectives, ulong seed)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<Proposal> _proposals = [];
    private readonly List<FinishedTrial> _told = [];
    private readonly SamplerHistory _history = new();

    /// <summary>Replaced when a study goes on with a restored sampler.</summary>
    public ISampler Sampler { get; set; } = sampler;

    public IReadOnlyList<Proposal> Proposals => _proposals;

    public IReadOnlyList<FinishedTrial> Told => _told;

    /// <summary>Trials that were asked for and not told, by number.</summary>
    public IReadOnlyList<PendingTrial> Pending => _history.Pending;

    public int DistinctArchitectures => _known.Count;

    /// <summary>Asks for the next trial and returns its number, or null when the sampler has nothing left.</summary>
    public int? Ask()
    {
        var number = _proposals.Count;
        var random = RandomStreams.Create(seed, "sampler", number);
        var context = new SamplerContext(number, space, objectives, random, known => _known.Contains(ArchitectureId.Of(known)), _history);
        if (Sampler.Ask(context) is not { } proposal) return null;
        _proposals.Add(proposal);
        _history.Add(new PendingTrial(number, proposal.Assignment));
        _known.Add(ArchitectureId.Of(proposal.Architecture));
        return number;
    }

    public void Tell(FinishedTrial trial)
    {
        _told.Add(trial);
        _history.Add(trial);
        Sampler.Tell(trial);
    }

    /// <summary>Asks and tells one trial after another, as long as the sampler has something left.</summary>
    public SimulatedStudy Run(int trials, Func<int, Assignment, FinishedTrial> evaluate)
    {
        for (var i = 0; i < trials; i++)
        {
            if (Ask() is not { } number) break;
            Tell(evaluate(number, _proposals[number].Assignment));
        }
        return this;
    }
}
