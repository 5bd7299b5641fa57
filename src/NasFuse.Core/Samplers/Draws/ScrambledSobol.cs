namespace NasFuse.Core.Samplers.Draws;

/// <summary>A Sobol sequence that chance has shuffled without losing its evenness, in any number of dimensions. Immutable and thread-safe.</summary>
/// <remarks>
/// Nested uniform scrambling (Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", 1995): every bit is turned over or not depending on the bits above
/// it; the coins are hashes. Beyond the dimensions of <see cref="SobolSequence"/> these come again, with other coins and the points in another order, which
/// is scrambled in the same way (Burley, "Practical Hash-based Owen Scrambling", Journal of Computer Graphics Techniques 2020): each dimension stays as
/// even as the others, but two of different rounds are only as independent as random numbers.
/// </remarks>
/// <param name="seed">Which of the scramblings.</param>
public sealed class ScrambledSobol(int seed)
{
    /// <summary>One coordinate of one point, in units of 2⁻³².</summary>
    /// <param name="index">Which point, 0-based.</param>
    /// <param name="dimension">Which coordinate, 0-based, without bound.</param>
    public uint Coordinate(uint index, int dimension)
    {
        var (round, column) = Math.DivRem(dimension, SobolSequence.Dimensions);
        var place = round == 0 ? index : Scramble(index, Key(-round));
        return Scramble(SobolSequence.Coordinate(place, column), Key(dimension));
    }

    private static uint Scramble(uint value, ulong key)
    {
        var coins = 0u;
        for (var bit = 0; bit < 32; bit++)
        {
            // A leading one tells apart prefixes of different lengths.
            var above = (1ul << (31 - bit)) | ((ulong)value >> bit >> 1);
            coins |= (uint)(Mix(key ^ Mix(above)) & 1) << bit;
        }
        return value ^ coins;
    }

    private ulong Key(int purpose) => Mix(((ulong)(uint)seed << 32) | (uint)purpose);

    /// <summary>The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
