namespace NasFuse.Core.SearchSpaces;

/// <summary>Visits every assignment of a small space, like an odometer: the last choice asked turns fastest. Not thread-safe.</summary>
/// <remarks>Build once, then again after every successful <see cref="Advance"/>. Conditional choices need no care: the digits behind a turned one are forgotten.</remarks>
public sealed class EnumeratingChooser : IChooser
{
    private readonly List<(int Index, int Count)> _digits = [];
    private int _asked;

    /// <summary>Creates a chooser that stands at the first assignment.</summary>
    public EnumeratingChooser()
    {
    }

    /// <summary>Creates a chooser that stands where another one did.</summary>
    /// <param name="position">Its <see cref="Position"/>.</param>
    public EnumeratingChooser(IEnumerable<(int Index, int Count)> position) => _digits.AddRange(position);

    /// <summary>Index of the option to pick and number of options, of each choice known so far, in the order they are asked.</summary>
    /// <remarks>Between builds this is the whole state.</remarks>
    public IReadOnlyList<(int Index, int Count)> Position => _digits;

    /// <inheritdoc/>
    public int Choose(string choice, IReadOnlyList<string> options)
    {
        if (_asked == _digits.Count) _digits.Add((0, options.Count));
        return _digits[_asked++].Index;
    }

    /// <summary>Turns to the next assignment.</summary>
    /// <returns>False when all were visited; the chooser then starts again from the first.</returns>
    public bool Advance()
    {
        _asked = 0;
        while (_digits.Count > 0)
        {
            var (index, count) = _digits[^1];
            _digits.RemoveAt(_digits.Count - 1);
            if (index + 1 == count) continue;
            _digits.Add((index + 1, count));
            return true;
        }
        return false;
    }
}
