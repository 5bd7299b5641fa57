using System.CommandLine;
using NasFuse.Cli.CommandLine;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse references</c>: known architectures under one recipe.</summary>
internal sealed class ReferencesCommand : Command
{
    public ReferencesCommand(Terminal terminal)
        : base("references", "Known architectures (FCN, U-Net, PSPNet, DeepLab …): list, show, and train all of them under one recipe.")
    {
        Add(new ReferencesListCommand(terminal));
        Add(new ReferencesShowCommand(terminal));
        Add(new ReferencesRunCommand(terminal));
    }

    /// <summary><c>--from DIR</c></summary>
    public static Option<string?> From() => new("--from")
    {
        Description = "Folder of the references: *.arch, controlled/*.arch, full/*.arch. Default: search-spaces/references, here or beside the program.",
        HelpName = "DIR",
    };
}
