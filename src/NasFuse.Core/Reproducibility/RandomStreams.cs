using System.Security.Cryptography;
using System.Text;

namespace NasFuse.Core.Reproducibility;

/// <summary>Independent random streams, each named by what it is for, so that equal seeds give equal studies whatever the order of work.</summary>
public static class RandomStreams
{
    /// <summary>The stream of one purpose and number.</summary>
    /// <param name="seed">The study's seed.</param>
    /// <param name="purpose">What is drawn, e.g. <c>"augment"</c>; streams of different purposes are independent.</param>
    /// <param name="numbers">Which one: trial number, epoch, sample index …</param>
    public static Random Create(ulong seed, string purpose, params ReadOnlySpan<long> numbers) =>
        new((int)(Derive(seed, purpose, numbers) & 0x7fffffff));

    /// <summary>A seed derived from a seed: the first eight bytes of SHA-256 over seed, purpose and numbers.</summary>
    public static ulong Derive(ulong seed, string purpose, params ReadOnlySpan<long> numbers)
    {
        var text = new StringBuilder().Append(seed).Append('/').Append(purpose);
        foreach (var number in numbers) text.Append('/').Append(number);
        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
