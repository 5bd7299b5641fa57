namespace NasFuse.Core.SearchSpaces;

/// <summary>Answers the questions of a <see cref="SearchSpace"/>.</summary>
public interface IChooser
{
    /// <summary>Picks one option.</summary>
    /// <param name="choice">Name of the choice, stable across architectures, e.g. <c>L2/s8/operator</c>. Asked at most once per build.</param>
    /// <param name="options">Labels of the options, at least one, distinct.</param>
    /// <returns>Index into <paramref name="options"/>.</returns>
    int Choose(string choice, IReadOnlyList<string> options);
}
