using System.Security.Cryptography;
using System.Text;

namespace NasFuse.Core.Architectures;

/// <summary>Names the structure of an architecture: equal for isomorphic architectures, whatever their node names, line order or operand order of commutative fusions.</summary>
/// <remarks>
/// Nodes are coloured by structure until colours are stable (Weisfeiler and Leman), remaining ties are broken by trying each
/// tied node first and keeping the smallest description, and the description is hashed. Two architectures with the same id have the same
/// description, so they compute the same function of the same number of independent weights. Plain aliases (<c>id</c> of one input without steps) do not count.
/// </remarks>
public static class ArchitectureId
{
    /// <summary>Number of hexadecimal digits of an id.</summary>
    public const int Length = 16;

    /// <summary>The canonical id: 16 lower-case hexadecimal digits.</summary>
    /// <param name="architecture">A valid architecture.</param>
    public static string Of(Architecture architecture)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalDescription(architecture)));
        return Convert.ToHexStringLower(hash)[..Length];
    }

    /// <summary>The description that is hashed: one line per node in canonical order.</summary>
    internal static string CanonicalDescription(Architecture architecture)
    {
        var structure = ArchitectureStructure.Of(architecture);
        return Smallest(structure, ColourRefinement.Refine(structure, ColourRefinement.Initial(structure)));
    }

    private static string Smallest(ArchitectureStructure structure, ulong[] colours)
    {
        if (FirstTie(colours) is not { } tied) return structure.Describe(colours);
        if (structure.AreInterchangeable(tied)) tied = [tied[0]];
        return tied
            .Select(node => Smallest(structure, ColourRefinement.Refine(structure, ColourRefinement.Individualise(colours, node))))
            .Min(StringComparer.Ordinal)!;
    }

    /// <summary>The nodes that share the smallest colour that is not unique, or null.</summary>
    private static int[]? FirstTie(ulong[] colours)
    {
        var sorted = (ulong[])colours.Clone();
        Array.Sort(sorted);
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[i - 1]) continue;
            var colour = sorted[i];
            return [.. Enumerable.Range(0, colours.Length).Where(node => colours[node] == colour)];
        }
        return null;
    }
}
