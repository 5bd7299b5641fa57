using System.Diagnostics;
using System.Text.Json;
using NasFuse.Core.Objectives;

namespace NasFuse.Benchmarks.Tables;

/// <summary>Runs Optuna's samplers on the same problem, where a Python with Optuna is installed (Debian: <c>python3-optuna</c>).</summary>
internal static class OptunaPeer
{
    private static readonly string[] s_pythons = ["/usr/bin/python3", "python3"];

    /// <summary>Path of a Python that has Optuna and Optuna's version; null when there is none.</summary>
    public static (string Python, string Version)? Find()
    {
        foreach (var python in s_pythons)
        {
            try
            {
                var (code, output) = Run(python, ["-c", "import optuna; print(optuna.__version__)"], input: null);
                if (code == 0) return (python, output.Trim());
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program; the next one may do.
            }
        }
        return null;
    }

    public static IEnumerable<(string Sampler, ShareSummary[] Shares)> Compare(string python, TableProblem problem, int seeds)
    {
        var rows = problem.Rows.ToArray();
        var input = JsonSerializer.Serialize(new
        {
            choices = problem.Space.Choices,
            words = rows.Select(row => row.Word),
            signals = rows.Select(row => row.Signal),
            directions = problem.Objectives.Select(objective => objective.Direction == Direction.Maximize ? "maximize" : "minimize"),
            evaluations = SamplerComparison.Checkpoints[^1],
            seeds,
        });
        var (code, output) = Run(python, [Path.Combine(AppContext.BaseDirectory, "Tables", "optuna-peer.py")], input);
        if (code != 0) throw new InvalidOperationException($"Optuna ended with code {code} on {problem.Name}; its message is above");
        foreach (var (sampler, words) in JsonSerializer.Deserialize<Dictionary<string, string[][][]>>(output)!)
        {
            yield return (sampler,
                [.. SamplerComparison.Checkpoints.Select(n => ShareSummary.Of(n, words.Select(ofSeed => problem.Share(ofSeed.Take(n).Select(word => problem.Find(word))))))]);
        }
    }

    private static (int Code, string Output) Run(string program, string[] arguments, string? input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = input is null })!;
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.Result);
    }
}
