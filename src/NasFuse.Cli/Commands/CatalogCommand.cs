using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Core.Configuration;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse samplers</c> and its like: what configuration files can name, with options.</summary>
internal sealed class CatalogCommand : Command
{
    /// <param name="name">The verb, a plural.</param>
    /// <param name="noun">One of them.</param>
    /// <param name="description">What they are.</param>
    /// <param name="entries">All of them.</param>
    /// <param name="terminal">Where to print.</param>
    public CatalogCommand(string name, string noun, string description, IReadOnlyList<OptionEntry> entries, Terminal terminal)
        : base(name, description)
    {
        Add(new CatalogListCommand(name, noun, entries, terminal));
        Add(new CatalogShowCommand(noun, entries, terminal));
    }
}
