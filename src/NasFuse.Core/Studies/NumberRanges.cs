using System.Text.Json.Nodes;

namespace NasFuse.Core.Studies;

/// <summary>Many numbers in few words: <c>[0, [2, 1999], 2003]</c>. What is stored with each of thousands of trials must not name all the others.</summary>
internal static class NumberRanges
{
    /// <summary>Writes ascending numbers; two or more that follow each other as the first and the last.</summary>
    public static JsonArray Write(IEnumerable<int> ascending)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var number in ascending)
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1) ranges[^1] = (ranges[^1].First, number);
            else ranges.Add((number, number));
        }
        return [.. ranges.Select(range => range.First == range.Last ? (JsonNode)range.First : new JsonArray(range.First, range.Last))];
    }

    /// <summary>Reads them; a list of single numbers, as older studies have it, too.</summary>
    public static IEnumerable<int> Read(JsonArray ranges) => ranges.SelectMany(range =>
        range is JsonArray pair ? Enumerable.Range((int)pair[0]!, (int)pair[1]! - (int)pair[0]! + 1) : [(int)range!]);
}
