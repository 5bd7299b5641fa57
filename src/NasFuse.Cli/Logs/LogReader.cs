using System.Text;

namespace NasFuse.Cli.Logs;

/// <summary>Reads a study's log while a search in another process may be writing it: each call gives what has come since the last.</summary>
internal sealed class LogReader(string path)
{
    /// <summary>Name of the log in a study's folder.</summary>
    public const string FileName = "log.jsonl";

    private byte[] _unfinished = [];
    private long _position;

    /// <summary>New events about a trial, in order. A last line without its end is kept for the next call.</summary>
    public IReadOnlyList<LogLine> ReadNew(int trialNumber) =>
        [.. ReadLines().Select(LogLine.Parse).OfType<LogLine>().Where(line => line.TrialNumber == trialNumber)];

    private List<string> ReadLines()
    {
        byte[] content = [.. _unfinished, .. ReadNewBytes()];
        var (lines, begin) = (new List<string>(), 0);
        while (Array.IndexOf(content, (byte)'\n', begin) is >= 0 and var end)
        {
            lines.Add(Encoding.UTF8.GetString(content, begin, end - begin));
            begin = end + 1;
        }
        _unfinished = content[begin..];
        return lines;
    }

    private byte[] ReadNewBytes()
    {
        if (!File.Exists(path)) return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = _position;
        using var read = new MemoryStream();
        file.CopyTo(read);
        _position = file.Position;
        return read.ToArray();
    }
}
