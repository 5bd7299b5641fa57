using NasFuse.Core.Diagnostics;

namespace NasFuse.Storage.Engine;

/// <summary>Recognises LiteDB's files before LiteDB opens them, because it cuts a foreign file to whole pages while it finds out.</summary>
internal static class DatabaseHeader
{
    private const int MarkAt = 32;

    /// <summary>Accepts a missing file, an empty one and a LiteDB database, also one whose first page was half-written when its process was killed.</summary>
    /// <exception cref="UserErrorException">The file is something else.</exception>
    public static void Require(string path)
    {
        if (!File.Exists(path)) return;
        Span<byte> start = stackalloc byte[MarkAt + Mark.Length];
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var read = RandomAccess.Read(file, start, 0);
        if (read > 0 && !start[MarkAt..].SequenceEqual(Mark))
            throw new UserErrorException(new SourcePlace(path), ErrorCodes.FileUnreadable, "This file is not a LiteDB database, so it holds no study.");
    }

    private static ReadOnlySpan<byte> Mark => "** This is a LiteDB file **"u8;
}
