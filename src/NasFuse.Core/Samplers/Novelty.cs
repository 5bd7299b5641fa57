namespace NasFuse.Core.Samplers;

/// <summary>Keeps samplers from proposing what the study knows.</summary>
internal static class Novelty
{
    /// <summary>The first of several proposals that is not known, or the last one when all are.</summary>
    public static Proposal Find(SamplerContext context, int attempts, Func<Proposal> propose)
    {
        var proposal = propose();
        for (var i = 1; i < attempts && context.IsKnown(proposal.Architecture); i++) proposal = propose();
        return proposal;
    }

    /// <summary>A random architecture that is not known, or the last one drawn when all were.</summary>
    public static Proposal Sample(SamplerContext context, int attempts) => Find(context, attempts, () => context.Space.Sample(context.Random));
}
