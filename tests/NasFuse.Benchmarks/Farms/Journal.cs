using System.Text;

namespace NasFuse.Benchmarks.Farms;

/// <summary>Notes of one process that outlive it: a line is with the operating system when <see cref="Write"/> returns. Thread-safe.</summary>
internal sealed class Journal(string path) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Notes a line.</summary>
    public void Write(string line)
    {
        lock (_lock) _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }

    /// <summary>What is written by now.</summary>
    public static string[] Read(string path)
    {
        if (!File.Exists(path)) return [];
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose() => _file.Dispose();
}
