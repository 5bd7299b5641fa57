using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Distinct candidates for one proposal, none of which the evidence holds. Not thread-safe.</summary>
/// <param name="context">The space, the only source of randomness, and what is known.</param>
/// <param name="evidence">The trials so far.</param>
/// <remarks>Candidates are told apart by their assignments, which is cheap; whether the study knows an architecture is asked from the best candidate
/// on.</remarks>
internal sealed class CandidatePool(SamplerContext context, Evidence evidence)
{
    private readonly HashSet<Assignment> _met = [];
    private readonly List<Candidate> _candidates = [];

    /// <summary>Everything added so far.</summary>
    public IReadOnlyList<Candidate> Candidates => _candidates;

    /// <summary>Adds random architectures.</summary>
    public void Sample(int count)
    {
        for (var i = 0; i < count; i++) TryAdd(context.Space.Sample(context.Random));
    }

    /// <summary>Adds variants of an assignment.</summary>
    /// <param name="parent">What to vary.</param>
    /// <param name="count">How many to draw.</param>
    /// <param name="probability">Probability that a choice is changed; at least one always is. 0 for exactly one.</param>
    public void Mutate(Assignment parent, int count, double? probability = null)
    {
        for (var i = 0; i < count; i++) TryAdd(Variation.Mutate(context.Space, parent, context.Random, probability));
    }

    /// <summary>Adds what a chooser's answers describe.</summary>
    public void Draw(IChooser chooser) => TryAdd(context.Space.Propose(chooser));

    /// <summary>The candidate with the highest score that the study does not know, or null when it knows them all.</summary>
    /// <param name="scores">Of each candidate, in order.</param>
    public Proposal? Best(IReadOnlyList<double> scores) =>
        Enumerable.Range(0, _candidates.Count)
            .OrderByDescending(i => scores[i])
            .Select(i => _candidates[i].Proposal)
            .FirstOrDefault(proposal => !context.IsKnown(proposal.Architecture));

    private void TryAdd(Proposal proposal)
    {
        if (!evidence.Assignments.Contains(proposal.Assignment) && _met.Add(proposal.Assignment))
            _candidates.Add(new Candidate(proposal, evidence.Codes.Encode(proposal.Assignment)));
    }
}
