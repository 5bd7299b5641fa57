namespace NasFuse.Core.Samplers.Models;

/// <summary>Numbers the traits of architectures for a predictor: each label of each choice, and each path.</summary>
/// <remarks>Left out is what teaches nothing: traits that fewer than two trials have, or all, and that a choice was not asked, which its labels say
/// too.</remarks>
internal sealed class NetworkInputs
{
    private readonly Dictionary<(int Column, short Code), int> _labels = [];
    private readonly Dictionary<ulong, int> _paths = [];

    /// <param name="trials">Choices and paths of the trials to learn from.</param>
    public NetworkInputs(IReadOnlyList<(short[] Codes, PathEncoding Paths)> trials)
    {
        foreach (var label in Telling(trials.SelectMany(trial => LabelsOf(trial.Codes)), trials.Count)) _labels[label] = Count++;
        foreach (var path in Telling(trials.SelectMany(trial => TraitsOf(trial.Paths)), trials.Count)) _paths[path] = Count++;
    }

    /// <summary>Number of traits.</summary>
    public int Count { get; }

    /// <summary>The traits that an architecture has, ascending by kind.</summary>
    public int[] Of(short[] codes, PathEncoding paths)
    {
        var traits = new List<int>(codes.Length + paths.Ordered.Length);
        foreach (var label in LabelsOf(codes))
        {
            if (_labels.TryGetValue(label, out var trait)) traits.Add(trait);
        }
        foreach (var path in TraitsOf(paths))
        {
            if (_paths.TryGetValue(path, out var trait)) traits.Add(trait);
        }
        return [.. traits];
    }

    private static IEnumerable<ulong> TraitsOf(PathEncoding paths) => paths.Ordered.Concat(paths.Unordered);

    private static IEnumerable<(int Column, short Code)> LabelsOf(short[] codes) =>
        codes.Select((code, column) => (column, code)).Where(label => label.code > 0);

    private static List<T> Telling<T>(IEnumerable<T> traits, int trials)
        where T : notnull
    {
        var counts = new Dictionary<T, int>();
        var order = new List<T>();
        foreach (var trait in traits)
        {
            counts[trait] = counts.GetValueOrDefault(trait) + 1;
            if (counts[trait] == 2) order.Add(trait);
        }
        return order.FindAll(trait => counts[trait] < trials);
    }
}
