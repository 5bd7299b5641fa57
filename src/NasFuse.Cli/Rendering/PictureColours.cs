using ScottPlot;

namespace NasFuse.Cli.Rendering;

/// <summary>Colours of the pictures that are drawn with ScottPlot.</summary>
internal static class PictureColours
{
    /// <summary>Okabe and Ito's colours, told apart by people of any colour vision, and two more.</summary>
    public static IReadOnlyList<Color> Series { get; } =
        [.. ((string[])["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#7A5195", "#555555"]).Select(Color.FromHex)];

    /// <summary>The Pareto front.</summary>
    public static Color Front { get; } = Color.FromHex("#0B6E4F");

    /// <summary>Trials beside it.</summary>
    public static Color Trial { get; } = Color.FromHex("#8A8F98");
}
