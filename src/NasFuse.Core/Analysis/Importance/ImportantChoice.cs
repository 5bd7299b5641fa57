namespace NasFuse.Core.Analysis.Importance;

/// <summary>How much one choice decides.</summary>
/// <param name="Choice">Name of the choice.</param>
/// <param name="Share">Share of the target's variance over all trials that it decides, alone and together with others; ≥ 0.</param>
/// <param name="Error">Standard error of the share over the trees of the forest.</param>
/// <param name="Trials">Trials in which it was asked.</param>
public sealed record ImportantChoice(string Choice, double Share, double Error, int Trials)
{
    /// <summary>True when the share is not explained by chance alone: more than two errors above 0.</summary>
    public bool IsSure => Share > 2 * Error;
}
