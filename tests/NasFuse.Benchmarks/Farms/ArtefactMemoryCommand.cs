using System.CommandLine;
using Spectre.Console;

namespace NasFuse.Benchmarks.Farms;

/// <summary><c>farm-artefacts [--mib 200]</c>: memory that streaming a file to the engine and back needs.</summary>
internal static class ArtefactMemoryCommand
{
    public static Command Create()
    {
        var size = new Option<int>("--mib") { Description = "Size of the file, MiB.", DefaultValueFactory = _ => 200 };
        var command = new Command("farm-artefacts", "Peak memory of streaming a file to the engine and back, beyond what the process had.") { size };
        command.SetAction(async (arguments, cancellation) =>
        {
            var found = await ArtefactMemory.RunAsync((long)arguments.GetValue(size) << 20, cancellation).ConfigureAwait(false);
            AnsiConsole.WriteLine(FormattableString.Invariant($"a file of {MiB(found.Bytes):F0} MiB; resident before: {MiB(found.BaseBytes):F0} MiB"));
            AnsiConsole.WriteLine(FormattableString.Invariant($"upload: {MiB(found.UploadBytes):F1} MiB more at its peak, {found.UploadSeconds:F1} s"));
            AnsiConsole.WriteLine(FormattableString.Invariant($"download: {MiB(found.DownloadBytes):F1} MiB more at its peak, {found.DownloadSeconds:F1} s"));
            return 0;
        });
        return command;
    }

    private static double MiB(long bytes) => bytes / (double)(1 << 20);
}
