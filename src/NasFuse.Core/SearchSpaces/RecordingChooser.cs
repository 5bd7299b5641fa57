using System.Collections.Immutable;

namespace NasFuse.Core.SearchSpaces;

/// <summary>Passes questions on and notes the answers. One instance per build; not thread-safe.</summary>
/// <param name="inner">Who answers.</param>
public sealed class RecordingChooser(IChooser inner) : IChooser
{
    private readonly ImmutableSortedDictionary<string, string>.Builder _labels = Assignment.Empty.Labels.ToBuilder();
    private readonly List<string> _open = [];

    /// <summary>All answers so far.</summary>
    public Assignment Assignment => new(_labels.ToImmutable());

    /// <summary>Names of the choices with at least two options, in the order they were asked: what a variation can change.</summary>
    public IReadOnlyList<string> Open => _open;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The space asked the same choice twice in one build.</exception>
    public int Choose(string choice, IReadOnlyList<string> options) => Note(choice, options, inner.Choose(choice, options));

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The space asked the same choice twice in one build.</exception>
    public int Choose(string choice, IReadOnlyList<string> options, IReadOnlyList<double> weights) =>
        Note(choice, options, inner.Choose(choice, options, weights));

    private int Note(string choice, IReadOnlyList<string> options, int index)
    {
        if (!_labels.TryAdd(choice, options[index])) throw new InvalidOperationException($"choice '{choice}' was asked twice in one build");
        if (options.Count > 1) _open.Add(choice);
        return index;
    }
}
