namespace NasFuse.Core.SearchSpaces;

/// <summary>Repeats recorded answers; what was not recorded, or is no longer among the options, is asked elsewhere.</summary>
/// <param name="assignment">The recorded answers.</param>
/// <param name="fallback">Answers the rest.</param>
public sealed class ReplayChooser(Assignment assignment, IChooser fallback) : IChooser
{
    /// <inheritdoc/>
    public int Choose(string choice, IReadOnlyList<string> options) =>
        assignment.IndexIn(choice, options) ?? fallback.Choose(choice, options);

    /// <inheritdoc/>
    public int Choose(string choice, IReadOnlyList<string> options, IReadOnlyList<double> weights) =>
        assignment.IndexIn(choice, options) ?? fallback.Choose(choice, options, weights);
}
