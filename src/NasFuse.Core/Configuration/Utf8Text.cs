using System.Buffers;
using System.Text;
using System.Text.Unicode;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>Turns the bytes of a file into text, or says where they are none.</summary>
internal static class Utf8Text
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The text without byte order mark, or null when a byte is not UTF-8 (which is reported).</summary>
    public static string? Decode(string file, ReadOnlyMemory<byte> utf8, string code, DiagnosticBag errors)
    {
        var content = WithoutMark(utf8);
        return Check(file, content, code, errors) ? Encoding.UTF8.GetString(content.Span) : null;
    }

    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8) => utf8.Span.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;

    /// <summary>True for UTF-8; else the first wrong byte is reported.</summary>
    public static bool Check(string file, ReadOnlyMemory<byte> utf8, string code, DiagnosticBag errors)
    {
        if (Utf8.IsValid(utf8.Span)) return true;
        var offset = 0;
        while (Rune.DecodeFromUtf8(utf8.Span[offset..], out _, out var length) == OperationStatus.Done) offset += length;
        errors.Add(new PlaceCursor(file, utf8).At(offset), code, $"byte 0x{utf8.Span[offset]:x2} is not UTF-8 text here");
        return false;
    }
}
