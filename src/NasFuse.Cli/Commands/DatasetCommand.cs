using System.CommandLine;
using NasFuse.Cli.CommandLine;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse dataset</c>: what can be done with data sets.</summary>
internal sealed class DatasetCommand : Command
{
    public DatasetCommand(Terminal terminal)
        : base("dataset", "Look at data sets.") => Add(new DatasetCheckCommand(terminal));
}
