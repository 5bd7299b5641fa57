using System.Collections.Immutable;
using System.Numerics;

namespace NasFuse.Core.SearchSpaces;

/// <summary>How many distinct architectures (by canonical id) a search space has: exactly, or between certified bounds.</summary>
/// <param name="AtLeast">No fewer than these.</param>
/// <param name="AtMost">No more than these; equal to <paramref name="AtLeast"/> when the number is exact.</param>
public sealed record SpaceCount(BigInteger AtLeast, BigInteger AtMost)
{
    /// <summary>Numbers that papers quote about the space, e.g. its paths or the assignments of its choices, in the order to be shown.</summary>
    public ImmutableArray<CountedPart> Parts { get; init; } = [];

    /// <summary>True when both bounds agree.</summary>
    public bool IsExact => AtLeast == AtMost;

    /// <summary>An exact number.</summary>
    public static SpaceCount Exactly(BigInteger number) => new(number, number);
}

/// <summary>One number about a search space.</summary>
/// <param name="Name">What is counted, in the plural, e.g. <c>paths</c>.</param>
/// <param name="Number">How many.</param>
public sealed record CountedPart(string Name, BigInteger Number);
