using System.Text;
using NasFuse.Core.Reproducibility;

namespace NasFuse.TestKit;

/// <summary>Breaks any text file: cut off, binary, huge, in the wrong encoding, with flipped bytes; the same file always gives the same mutations.</summary>
public static class TextMutations
{
    private const int Cuts = 24;
    private const int Flips = 40;
    private const int Huge = 5 * 1024 * 1024;

    public static IEnumerable<FileMutation> Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < Cuts; i++) yield return new($"cut at {i}/{Cuts}", bytes[..(bytes.Length * i / Cuts)]);
        for (var i = 0; i < Flips; i++) yield return new($"byte flipped {i}", Flip(bytes, i));
        yield return new("binary", Random("binary", 4096));
        yield return new("zeros", new byte[4096]);
        yield return new("UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]);
        yield return new("binary at the end", [.. bytes, .. Random("tail", 64)]);
        yield return new("twice", [.. bytes, .. bytes]);
        yield return new("huge white space", [.. bytes, .. Filled(' ')]);
        yield return new("huge letters", [.. bytes, .. Filled('x')]);
        yield return new("deep lists", Filled('[')[..1_000_000]);
        yield return new("deep objects", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))));
        yield return new("deep brackets", Filled('(')[..1_000_000]);
        yield return new("only white space", "  \r\n\t "u8.ToArray());
        yield return new("open comment", [.. bytes, .. "/* "u8]);
        yield return new("NUL inside", [.. bytes[..(bytes.Length / 2)], 0, .. bytes[(bytes.Length / 2)..]]);
        yield return new("bad UTF-8 inside", [.. bytes[..(bytes.Length / 2)], 0xC3, 0x28, .. bytes[(bytes.Length / 2)..]]);
    }

    private static byte[] Flip(byte[] bytes, int number)
    {
        var random = RandomStreams.Create(1, "flip", number);
        byte[] copy = [.. bytes];
        copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    private static byte[] Random(string purpose, int length)
    {
        var bytes = new byte[length];
        RandomStreams.Create(1, purpose).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Filled(char letter) => Encoding.ASCII.GetBytes(new string(letter, Huge));
}
