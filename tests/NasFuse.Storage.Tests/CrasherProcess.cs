using System.Collections.Concurrent;
using System.Diagnostics;

namespace NasFuse.Storage.Tests;

/// <summary>Another process that writes a study.</summary>
public sealed class CrasherProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task _output;
    private readonly Task<string> _errors;

    /// <summary>Starts it; returns when it has the study open.</summary>
    public CrasherProcess(StudyFolder folder, int threads)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "NasFuse.Storage.Crasher.dll"), folder.Path, $"{threads}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        var ready = _process.StandardOutput.ReadLine();
        if (ready != "ready") throw new InvalidOperationException($"The crasher did not start: {ready} {_errors.Result}");
        _output = Task.Run(ReadConfirmations);
    }

    public int Id => _process.Id;

    /// <summary>What the store confirmed so far, in order: trial and call.</summary>
    public ConcurrentQueue<(int Trial, string Call)> Confirmed { get; } = new();

    /// <summary>Returns when so many writes are confirmed.</summary>
    public async Task WaitForConfirmed(int writes, CancellationToken cancellation)
    {
        while (Confirmed.Count < writes && !_process.HasExited) await Task.Delay(1, cancellation);
    }

    /// <summary>SIGKILL, then everything that was confirmed before it.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _output;
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it end by itself; returns its exit code and what it complained of.</summary>
    public async Task<(int ExitCode, string Errors)> Stop()
    {
        _process.StandardInput.Close();
        await _output;
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private async Task ReadConfirmations()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last line of a killed process may be cut; it is no confirmation then.
            if (line.Split(' ') is [var trial, "Propose" or "Start" or "Report" or "Finish"] parts) Confirmed.Enqueue((int.Parse(trial), parts[1]));
        }
    }
}
