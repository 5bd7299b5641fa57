using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Dashboard.Tests.Fixtures;

/// <summary>An architecture with what a trial keeps of it.</summary>
internal sealed record Proposed(string Id, string Text, Assignment Assignment, GraphCost Cost)
{
    public static Proposed Of(Proposal proposal, Size size) => new(
        ArchitectureId.Of(proposal.Architecture), ArchitectureText.Format(proposal.Architecture), proposal.Assignment,
            GraphCost.Of(proposal.Architecture.Lower(size).Deployed()));
}
