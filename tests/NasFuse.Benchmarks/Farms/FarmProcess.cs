using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace NasFuse.Benchmarks.Farms;

/// <summary>This program once more, as a controller or as a worker, in a process of its own that can be killed and frozen.</summary>
internal sealed class FarmProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private FarmProcess(IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, words) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it printed.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>True when it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Exit code, once ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Resident memory, MiB.</summary>
    public double ResidentMiB => ResidentMiBOf(_process.Id);

    /// <summary>Processor time by now.</summary>
    public TimeSpan Cpu => CpuOf(_process.Id);

    /// <summary>Processor time of a process by now, user and system; zero when it is gone.</summary>
    public static TimeSpan CpuOf(int process)
    {
        var file = $"/proc/{process}/stat";
        if (!File.Exists(file)) return TimeSpan.Zero;
        // The name stands in parentheses and may hold blanks; what follows is the third field and so on, times in hundredths of a second.
        var text = File.ReadAllText(file);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / 100);
    }

    /// <summary>Starts one.</summary>
    public static FarmProcess Start(params IEnumerable<string> words) => new(words);

    /// <summary>Resident memory of a process, MiB; 0 when it is gone.</summary>
    public static double ResidentMiBOf(int process)
    {
        var status = $"/proc/{process}/status";
        if (!File.Exists(status)) return 0;
        var line = File.ReadLines(status).FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public void Kill()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Stops it from running, without its knowing.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>Lets it run on.</summary>
    public void Thaw() => Signal("-CONT");

    /// <summary>Waits for its end.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        kill.WaitForExit();
    }

    private void Note(string? line)
    {
        if (line is not null) _lines.Enqueue(line);
    }
}
