using System.CommandLine;
using NasFuse.Cli.CommandLine;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse cluster</c>: looks at an engine and its workers, and asks them to end.</summary>
internal sealed class ClusterCommand : Command
{
    public ClusterCommand(Terminal terminal)
        : base("cluster", "Look at a distributed engine and its workers.")
    {
        Add(new ClusterStatusCommand(terminal));
        Add(new ClusterStopCommand(terminal));
        Add(new ClusterDrainCommand(terminal));
        Add(new ClusterSweepCommand(terminal));
    }
}
