namespace NasFuse.Core.SearchSpaces;

/// <summary>Answers the questions of a <see cref="SearchSpace"/>.</summary>
public interface IChooser
{
    /// <summary>Picks one option.</summary>
    /// <param name="choice">Name of the choice, stable across architectures, e.g. <c>L2/s8/operator</c>. Asked at most once per build.</param>
    /// <param name="options">Labels of the options, at least one, distinct.</param>
    /// <returns>Index into <paramref name="options"/>.</returns>
    int Choose(string choice, IReadOnlyList<string> options);

    /// <summary>Picks one option where some lead to more architectures than others.</summary>
    /// <param name="choice">Name of the choice.</param>
    /// <param name="options">Labels of the options.</param>
    /// <param name="weights">How often each option should be drawn, relative to the others; ≥ 0, one above 0. Whoever draws nothing need not look.</param>
    /// <returns>Index into <paramref name="options"/>.</returns>
    int Choose(string choice, IReadOnlyList<string> options, IReadOnlyList<double> weights) => Choose(choice, options);
}
