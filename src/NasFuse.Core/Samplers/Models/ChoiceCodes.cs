using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Models;

/// <summary>
/// Turns assignments into rows of small numbers: one column per choice ever learned, 0 where the choice was not asked, 1, 2 … for its labels.
/// </summary>
/// <remarks>Columns and numbers stand in the order in which they were learned, so equal histories give equal codes. Not thread-safe.</remarks>
internal sealed class ChoiceCodes
{
    /// <summary>Code of a label that was never learned: it equals no other.</summary>
    public const short Unknown = -1;

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly List<string> _choices = [];
    private readonly List<List<string>> _labels = [];

    /// <summary>Names of the choices, by column.</summary>
    public IReadOnlyList<string> Choices => _choices;

    /// <summary>Labels that a choice was seen with; the first has code 1.</summary>
    public IReadOnlyList<string> LabelsOf(int column) => _labels[column];

    /// <summary>Codes of an assignment; choices and labels not met before get columns and numbers.</summary>
    public short[] Learn(Assignment assignment)
    {
        foreach (var (choice, label) in assignment.Labels)
        {
            if (!_columns.TryGetValue(choice, out var column))
            {
                _columns[choice] = column = _choices.Count;
                _choices.Add(choice);
                _labels.Add([]);
            }
            if (!_labels[column].Contains(label)) _labels[column].Add(label);
        }
        return Encode(assignment);
    }

    /// <summary>Codes of an assignment; choices that were never learned have no column and are left out.</summary>
    public short[] Encode(Assignment assignment)
    {
        var codes = new short[_choices.Count];
        foreach (var (choice, label) in assignment.Labels)
        {
            if (!_columns.TryGetValue(choice, out var column)) continue;
            var index = _labels[column].IndexOf(label);
            codes[column] = index < 0 ? Unknown : (short)(index + 1);
        }
        return codes;
    }
}
