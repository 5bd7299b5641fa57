using System.Text;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>Turns byte offsets of a UTF-8 text into lines and columns, walking forward only, so that one pass over a long line stays linear.</summary>
internal sealed class PlaceCursor(string file, ReadOnlyMemory<byte> utf8)
{
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    /// <summary>Place of a byte offset that is not before the last one asked for; offsets beyond the end mean the end.</summary>
    public SourcePlace At(long offset)
    {
        var passed = utf8.Span[_offset..(int)Math.Min(offset, utf8.Length)];
        _offset += passed.Length;
        for (var end = passed.IndexOf((byte)'\n'); end >= 0; end = passed.IndexOf((byte)'\n'))
        {
            passed = passed[(end + 1)..];
            _line++;
            _column = 1;
        }
        _column += Encoding.UTF8.GetCharCount(passed);
        return new SourcePlace(file, _line, _column);
    }

    /// <summary>Byte offset of a 0-based line and a byte position in it.</summary>
    public static long OffsetOf(ReadOnlySpan<byte> utf8, long line, long bytePositionInLine)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            var end = utf8[start..].IndexOf((byte)'\n');
            if (end < 0) return utf8.Length;
            start += end + 1;
        }
        return start + bytePositionInLine;
    }
}
