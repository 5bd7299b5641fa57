namespace NasFuse.Core.Samplers.Models;

/// <summary>
/// Numbers the traits of architectures for a predictor: each label of each choice, and each path. Traits that fewer than two trials have are left out.
/// </summary>
internal sealed class NetworkInputs
{
    private readonly Dictionary<(int Column, short Code), int> _labels = [];
    private readonly Dictionary<ulong, int> _paths = [];

    /// <param name="trials">Choices and paths of the trials to learn from.</param>
    public NetworkInputs(IReadOnlyList<(short[] Codes, PathEncoding Paths)> trials)
    {
        foreach (var label in Common(trials.SelectMany(trial => trial.Codes.Select((code, column) => (column, code))))) _labels[label] = Count++;
        foreach (var path in Common(trials.SelectMany(trial => TraitsOf(trial.Paths)))) _paths[path] = Count++;
    }

    /// <summary>Number of traits.</summary>
    public int Count { get; }

    /// <summary>The traits that an architecture has, ascending by kind.</summary>
    public int[] Of(short[] codes, PathEncoding paths)
    {
        var traits = new List<int>(codes.Length + paths.Ordered.Length);
        for (var column = 0; column < codes.Length; column++)
        {
            if (_labels.TryGetValue((column, codes[column]), out var trait)) traits.Add(trait);
        }
        foreach (var path in TraitsOf(paths))
        {
            if (_paths.TryGetValue(path, out var trait)) traits.Add(trait);
        }
        return [.. traits];
    }

    private static IEnumerable<ulong> TraitsOf(PathEncoding paths) => paths.Ordered.Concat(paths.Unordered);

    private static List<T> Common<T>(IEnumerable<T> traits)
        where T : notnull
    {
        var counts = new Dictionary<T, int>();
        var order = new List<T>();
        foreach (var trait in traits)
        {
            counts[trait] = counts.GetValueOrDefault(trait) + 1;
            if (counts[trait] == 2) order.Add(trait);
        }
        return order;
    }
}
