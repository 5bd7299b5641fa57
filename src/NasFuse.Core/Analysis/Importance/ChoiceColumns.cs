using System.Collections.Immutable;
using NasFuse.Core.Samplers.Models;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Analysis.Importance;

/// <summary>Assignments as rows of codes, one column per choice: 0 where it was not asked, 1, 2 … for its labels.</summary>
internal sealed class ChoiceColumns
{
    private readonly ChoiceCodes _codes = new();
    private readonly ImmutableArray<double[]?> _numbers;

    /// <param name="assignments">What to encode, in order.</param>
    public ChoiceColumns(IReadOnlyList<Assignment> assignments)
    {
        foreach (var assignment in assignments) _codes.Learn(assignment);
        Rows = [.. assignments.Select(_codes.Encode)];
        Columns = [.. Enumerable.Range(0, Count).Select(column => Array.ConvertAll(Rows, row => row[column]))];
        _numbers = [.. Enumerable.Range(0, Count).Select(NumbersOf)];
    }

    /// <summary>The codes of each assignment.</summary>
    public short[][] Rows { get; }

    /// <summary>The same by choice: the code of each assignment.</summary>
    public short[][] Columns { get; }

    /// <summary>Number of choices.</summary>
    public int Count => _codes.Choices.Count;

    /// <summary>Number of choices that were answered in different ways.</summary>
    public int Open => Enumerable.Range(0, Count).Count(column => Labels(column) > 1);

    /// <summary>Name of a choice.</summary>
    public string NameOf(int column) => _codes.Choices[column];

    /// <summary>Number of labels of a choice.</summary>
    public int Labels(int column) => _codes.LabelsOf(column).Count;

    /// <summary>The labels as numbers, by code − 1, where all of them are; else null.</summary>
    public double[]? Numbers(int column) => _numbers[column];

    private double[]? NumbersOf(int column)
    {
        var numbers = _codes.LabelsOf(column).Select(AskedChoice.NumberOf).ToArray();
        return numbers.All(number => number is not null) ? Array.ConvertAll(numbers, number => number!.Value) : null;
    }
}
