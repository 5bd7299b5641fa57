using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Onnx.Packages;

namespace NasFuse.Cli.Deployment;

/// <summary>Shows how an exported network compares with the trained one, and writes its package only when it passed.</summary>
internal static class PackageDelivery
{
    /// <summary>Prints and writes; false when the comparison failed and nothing was written.</summary>
    /// <param name="draft">What to write.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="terminal">Where to print.</param>
    /// <param name="disposable">Names of files in the folder that go when the package is written.</param>
    public static bool Deliver(DeploymentDraft draft, string folder, Terminal terminal, params IReadOnlyCollection<string> disposable)
    {
        Print(draft.Comparison, terminal);
        if (!draft.Comparison.Parity.Passed)
        {
            terminal.Complain($"The exported network does not compute what the trained one does. No package was written to {folder}.");
            return false;
        }
        DeploymentPackage.Write(folder, draft.Contents, disposable);
        var files = new DirectoryInfo(folder).GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal);
        terminal.Say($"verified and written to {folder}: {string.Join(", ", files.Select(file => FormattableString.Invariant($"{file.Name} ({file.Length / 1024.0:0.#} KiB)")))}");
        return true;
    }

    /// <summary>Prints the one line that says it all, then the table.</summary>
    public static void Print(NetworkComparison comparison, Terminal terminal)
    {
        terminal.RawData.WriteLine(VerificationTable.Line(comparison));
        terminal.RawData.Flush();
        terminal.Data.Write(VerificationTable.Create(comparison));
        if (comparison.WasDisturbed) terminal.Say("The latencies vary strongly: other work is running on this machine.");
    }
}
