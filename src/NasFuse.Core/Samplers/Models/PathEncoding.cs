using NasFuse.Core.Architectures;
using NasFuse.Core.Operators;

namespace NasFuse.Core.Samplers.Models;

/// <summary>The ways of an image through an architecture: from the image to the logits, as hashes of the operators met.</summary>
/// <remarks>
/// Path encoding after White, Neiswanger and Savani (BANANAS, AAAI 2021, section 4.1): what an architecture computes depends on its paths and not on the
/// names of its nodes. A step is an operator with the scale of its map; plain aliases are none. Of more than <see cref="Limit"/> paths those with the
/// smallest hashes are kept, which are about the same in similar architectures (bottom-k sketch, Cohen and Kaplan 2007).
/// </remarks>
/// <param name="Ordered">One hash per path, ascending; repeated paths have hashes of their own.</param>
/// <param name="Unordered">The same, whatever the order of the operators along the path.</param>
internal sealed record PathEncoding(ulong[] Ordered, ulong[] Unordered)
{
    /// <summary>Most paths that are kept.</summary>
    public const int Limit = 64;

    private const int LimitPerNode = 256;

    /// <summary>The paths of a valid architecture.</summary>
    public static PathEncoding Of(Architecture architecture)
    {
        var paths = new Dictionary<string, (ulong Ordered, ulong Unordered)[]>(StringComparer.Ordinal) { [Architecture.ImageId] = [(1, 1)] };
        foreach (var node in architecture.Nodes)
        {
            var arriving = node.Inputs.SelectMany(edge => paths[edge.Source]);
            if (node.Operator is not Identity)
            {
                var step = HashOf($"{node.Operator.Text} {node.Scale}");
                arriving = arriving.Select(path => (Scrambled(path.Ordered ^ step), path.Unordered + Scrambled(step)));
            }
            var all = arriving.ToArray();
            if (all.Length > LimitPerNode) all = [.. all.Order().Take(LimitPerNode)];
            paths[node.Id] = all;
        }
        var ends = paths[Architecture.OutputId];
        return new PathEncoding(Bag(ends.Select(path => path.Ordered)), Bag(ends.Select(path => path.Unordered)));
    }

    private static ulong[] Bag(IEnumerable<ulong> hashes)
    {
        var sorted = hashes.Order().ToArray();
        var bag = new ulong[sorted.Length];
        ulong repeats = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            repeats = i > 0 && sorted[i] == sorted[i - 1] ? repeats + 1 : 0;
            bag[i] = Scrambled(sorted[i] + repeats);
        }
        Array.Sort(bag);
        return bag.Length > Limit ? bag[..Limit] : bag;
    }

    /// <summary>FNV-1a over the characters: unlike <see cref="string.GetHashCode()"/> the same in every process.</summary>
    private static ulong HashOf(string text) => text.Aggregate(14695981039346656037UL, (hash, letter) => (hash ^ letter) * 1099511628211UL);

    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood 2014), which leaves no two values alike.</summary>
    private static ulong Scrambled(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
