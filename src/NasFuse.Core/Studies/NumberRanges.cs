using System.Text.Json.Nodes;

namespace NasFuse.Core.Studies;

/// <summary>
/// A set of numbers that mostly follow each other, kept and written as ranges: <c>[0, [2, 1999], 2003]</c>. What is stored with each of thousands of
/// trials must not name all the others. Not thread-safe.
/// </summary>
internal sealed class NumberRanges
{
    // Ascending, with a gap between any two.
    private readonly List<(int First, int Last)> _ranges = [];

    /// <summary>How many numbers are in it.</summary>
    public int Count { get; private set; }

    /// <summary>Reads what <see cref="Write"/> wrote; a list of single numbers, as older studies have it, too.</summary>
    public static NumberRanges Read(JsonArray ranges)
    {
        var set = new NumberRanges();
        foreach (var range in ranges)
        {
            var (first, last) = range is JsonArray pair ? ((int)pair[0]!, (int)pair[1]!) : ((int)range!, (int)range!);
            for (var number = first; number <= last; number++) set.Add(number);
        }
        return set;
    }

    /// <summary>Writes it: each number, or where two or more follow each other the first and the last.</summary>
    public JsonArray Write() => [.. _ranges.Select(range => range.First == range.Last ? (JsonNode)range.First : new JsonArray(range.First, range.Last))];

    /// <summary>True when a number is in it.</summary>
    public bool Contains(int number) => After(number) is > 0 and var after && _ranges[after - 1].Last >= number;

    /// <summary>Adds a number; false when it was there.</summary>
    public bool Add(int number)
    {
        var after = After(number);
        var before = after - 1;
        if (before >= 0 && _ranges[before].Last >= number) return false;
        Count++;
        var (joinsBefore, joinsAfter) = (before >= 0 && _ranges[before].Last == number - 1, after < _ranges.Count && _ranges[after].First == number + 1);
        if (joinsBefore) _ranges[before] = (_ranges[before].First, joinsAfter ? _ranges[after].Last : number);
        else if (joinsAfter) _ranges[after] = (number, _ranges[after].Last);
        else _ranges.Insert(after, (number, number));
        if (joinsBefore && joinsAfter) _ranges.RemoveAt(after);
        return true;
    }

    /// <summary>Index of the first range that begins after a number.</summary>
    private int After(int number)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].First <= number) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
