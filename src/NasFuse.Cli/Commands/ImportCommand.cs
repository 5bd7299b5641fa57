using System.CommandLine;
using NasFuse.Cli.CommandLine;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse import</c>: what other systems have published, as architectures.</summary>
internal sealed class ImportCommand : Command
{
    public ImportCommand(Terminal terminal)
        : base("import", "Turn what other systems have published into architectures.") => Add(new ImportFasterSegCommand(terminal));
}
