namespace NasFuse.Core.Architectures;

/// <summary>Colours nodes by structure: a node's colour tells its label and, after enough rounds, everything above and below it.</summary>
internal static class ColourRefinement
{
    /// <summary>Colours by label and by all that a node is computed from.</summary>
    public static ulong[] Initial(ArchitectureStructure structure) => [.. structure.Labels.Select(HashText)];

    /// <summary>Makes one node differ from those it is tied with.</summary>
    public static ulong[] Individualise(ulong[] colours, int node)
    {
        var changed = (ulong[])colours.Clone();
        changed[node] = Mix(changed[node], 0x9e3779b97f4a7c15);
        return changed;
    }

    /// <summary>Mixes in inputs and users until no more nodes can be told apart.</summary>
    public static ulong[] Refine(ArchitectureStructure structure, ulong[] colours)
    {
        for (var distinct = CountDistinct(colours); ;)
        {
            colours = Upward(structure, Downward(structure, colours));
            var now = CountDistinct(colours);
            if (now == distinct || now == colours.Length) return colours;
            distinct = now;
        }
    }

    private static ulong[] Downward(ArchitectureStructure structure, ulong[] colours)
    {
        var refined = new ulong[colours.Length];
        for (var node = 0; node < colours.Length; node++)
        {
            var shared = structure.SharedWith[node];
            refined[node] = Mix(colours[node], Combine(structure.Inputs[node], refined) + (shared >= 0 ? Mix(refined[shared], 3) : 0));
        }
        return refined;
    }

    private static ulong[] Upward(ArchitectureStructure structure, ulong[] colours)
    {
        var refined = new ulong[colours.Length];
        var sharers = new ulong[colours.Length];
        for (var node = colours.Length - 1; node >= 0; node--)
        {
            refined[node] = Mix(colours[node], Combine(structure.Consumers[node], refined) + sharers[node]);
            if (structure.SharedWith[node] >= 0) sharers[structure.SharedWith[node]] += Mix(refined[node], 5);
        }
        return refined;
    }

    /// <summary>Sums the hashes of all edges, so that their order does not matter beyond their position.</summary>
    private static ulong Combine(StructureEdge[] edges, ulong[] colours)
    {
        ulong sum = 0;
        foreach (var edge in edges)
            sum += Mix(Mix(edge.Source < 0 ? 7 : colours[edge.Source], HashText(edge.Steps)), (ulong)edge.Position + 11);
        return sum;
    }

    private static int CountDistinct(ulong[] colours) => new HashSet<ulong>(colours).Count;

    /// <summary>FNV-1a over UTF-16 code units; stable across processes, unlike <see cref="string.GetHashCode()"/>.</summary>
    private static ulong HashText(string text)
    {
        var hash = 14695981039346656037;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211;
        return hash;
    }

    /// <summary>Two rounds of the SplitMix64 finaliser.</summary>
    private static ulong Mix(ulong a, ulong b)
    {
        var z = (a * 0xbf58476d1ce4e5b9) ^ (b + 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
