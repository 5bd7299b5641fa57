namespace NasFuse.Core.Samplers.Models;

/// <summary>Something that could be proposed, with its choices as numbers.</summary>
internal sealed record Candidate(Proposal Proposal, short[] Codes);
