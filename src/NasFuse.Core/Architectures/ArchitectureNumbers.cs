using System.Globalization;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Architectures;

/// <summary>The numbers of a node with their ranges, for every form it is written in. A wrong one is reported and replaced, so that reading goes on.</summary>
internal static class ArchitectureNumbers
{
    public const int MaxWidth = 65536;

    public static Scale Scale(string text, SourcePlace place, DiagnosticBag errors)
    {
        if (Architectures.Scale.TryParse(text, out var scale)) return scale;
        errors.Add(place, ErrorCodes.ArchitectureSyntax, $"{Excerpt.Quote(text)} is no scale: it is written n/d with d a power of two up to 4096, e.g. 1/8");
        return Architectures.Scale.Full;
    }

    public static int Width(string text, SourcePlace place, DiagnosticBag errors)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is >= 1 and <= MaxWidth) return width;
        errors.Add(place, ErrorCodes.OutOfRange, $"the width must be 1..{MaxWidth} but was {Excerpt.Of(text)}");
        return 1;
    }

    /// <summary>Weight of a training-only head of the kind <c>aux</c> or <c>detail</c>.</summary>
    public static double? HeadWeight(string kind, double weight, string written, SourcePlace place, DiagnosticBag errors)
    {
        if (weight is > 0 and <= 100) return weight;
        errors.Add(place, ErrorCodes.OutOfRange,
            $"the weight of {(kind == "detail" ? "a detail" : "an auxiliary")} head must be above 0 and at most 100 but was {Excerpt.Of(written)}");
        return null;
    }
}
