using NasFuse.Core.Architectures;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.SearchSpaces;

/// <summary>Goes through small spaces.</summary>
internal static class SpaceEnumeration
{
    /// <summary>Distinct architectures of all assignments; each is checked.</summary>
    public static int DistinctArchitectures(this SearchSpace space)
    {
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        foreach (var proposal in space.Enumerate())
        {
            if (distinct.Add(ArchitectureId.Of(proposal.Architecture))) ArchitectureChecks.ThrowIfInvalid(proposal.Architecture);
        }
        return distinct.Count;
    }

    /// <summary>The number with this name among the parts of a count.</summary>
    public static System.Numerics.BigInteger Part(this SearchSpace space, string name) => space.Count().Parts.Single(part => part.Name == name).Number;
}
