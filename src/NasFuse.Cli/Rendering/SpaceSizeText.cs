using System.Globalization;
using System.Numerics;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Cli.Rendering;

/// <summary>Says how large a space is.</summary>
internal static class SpaceSizeText
{
    /// <summary><c>1.23e45 distinct architectures</c>, or <c>between 1.2e40 and 3.4e44 distinct architectures</c></summary>
    public static string Of(SpaceCount count) => count.IsExact
        ? $"{Rounded(count.AtMost)} distinct architectures"
        : $"between {Rounded(count.AtLeast)} and {Rounded(count.AtMost)} distinct architectures";

    /// <summary><c>1.23e45</c>, or all digits below 100,000.</summary>
    public static string Rounded(BigInteger count) =>
        count < 100_000 ? count.ToString("N0", CultureInfo.InvariantCulture) : count.ToString("0.00e0", CultureInfo.InvariantCulture);
}
