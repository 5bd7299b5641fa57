using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace NasFuse.Cli.Tests.Processes;

/// <summary>How a run of the program ended and what it said.</summary>
/// <param name="ExitCode">Exit code; 128 + n when signal n ended it.</param>
/// <param name="Output">Everything on stdout.</param>
/// <param name="Error">Everything on stderr.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>This result, if it ended well; else a failed assertion with everything it said.</summary>
    public ProcessResult Succeeded() => EndedWith(0);

    public ProcessResult EndedWith(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\nstdout: {Output}\nstderr: {Error}");
        return this;
    }
}

/// <summary>The real program as a process: started, spoken to, stopped.</summary>
public sealed class NasFuseProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;
    private readonly StringBuilder _errorSoFar = new();

    private NasFuseProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = ReadErrorAsync();
    }

    /// <summary>The program that the build made beside these tests.</summary>
    public static string Program { get; } = Metadata("NasFuseProgram") is var path && File.Exists(path) ? path
        : File.Exists(path + ".exe") ? path + ".exe" : throw new FileNotFoundException($"{path} is not built", path);

    /// <summary>Id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>What it has said on stderr so far.</summary>
    public string ErrorSoFar
    {
        get
        {
            lock (_errorSoFar) return _errorSoFar.ToString();
        }
    }

    /// <summary>Waits for a while; true when it has ended by then.</summary>
    public bool EndsWithin(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>Runs the program to its end.</summary>
    /// <param name="arguments">Arguments, each as it is.</param>
    /// <param name="workingFolder">Where it runs; null for the tests' own folder.</param>
    /// <param name="input">What it reads from stdin; null for nothing.</param>
    /// <param name="timeout">After which it is killed and the test fails; null for five minutes, because other tests may keep the machine busy.</param>
    public static ProcessResult Run(IEnumerable<string> arguments, string? workingFolder = null, string? input = null, TimeSpan? timeout = null)
    {
        using var process = Start(arguments, workingFolder);
        if (input is not null) process._process.StandardInput.Write(input);
        process._process.StandardInput.Close();
        return process.WaitForEnd(timeout);
    }

    /// <summary>Starts the program and returns at once.</summary>
    /// <param name="arguments">Arguments, each as it is.</param>
    /// <param name="workingFolder">Where it runs; null for the tests' own folder.</param>
    /// <param name="environment">Environment variables beside those of the tests.</param>
    public static NasFuseProcess Start(
        IEnumerable<string> arguments, string? workingFolder = null, IEnumerable<(string Name, string Value)>? environment = null)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = workingFolder ?? AppContext.BaseDirectory,
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        return new NasFuseProcess(Process.Start(start)!);
    }

    /// <summary>Waits until the program ends.</summary>
    /// <param name="timeout">After which it is killed and the test fails; null for five minutes, because other tests may keep the machine busy.</param>
    public ProcessResult WaitForEnd(TimeSpan? timeout = null)
    {
        if (!_process.WaitForExit(timeout ?? s_patience))
        {
            Kill();
            Assert.Fail($"still running after {timeout ?? s_patience}\nstdout: {_output.Result}\nstderr: {_error.Result}");
        }
        return new ProcessResult(_process.ExitCode, _output.Result, _error.Result);
    }

    /// <summary>Kills the program after a time, unless it ends before.</summary>
    public void WaitOrKillAfter(TimeSpan time)
    {
        if (_process.WaitForExit(time)) return;
        Kill();
        _process.WaitForExit();
    }

    /// <summary>Kills it, if it runs, and returns what it said.</summary>
    public ProcessResult Ended()
    {
        if (!_process.HasExited) Kill();
        return WaitForEnd();
    }

    /// <summary>Ends it at once, as <c>kill -9</c> does.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Sends it a signal, e.g. <c>INT</c> or <c>TERM</c>; Linux and macOS only.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, Id.ToString()]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private async Task<string> ReadErrorAsync()
    {
        var buffer = new char[1024];
        while (await _process.StandardError.ReadAsync(buffer) is > 0 and var count)
        {
            lock (_errorSoFar) _errorSoFar.Append(buffer, 0, count);
        }
        return ErrorSoFar;
    }

    internal static string Metadata(string key) =>
        typeof(NasFuseProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
