using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;

namespace NasFuse.Cli.Tests.Commands;

public sealed class CatalogTests
{
    [Fact]
    public void Every_sampler_and_kind_of_space_has_a_line_and_options_that_can_be_read_about()
    {
        using var folder = new WorkFolder();
        foreach (var (verb, entries) in new[] { ("samplers", OptionCatalog.Default.Samplers), ("pruners", OptionCatalog.Default.Pruners), ("spaces", OptionCatalog.Default.Spaces) })
        {
            var listed = JsonNode.Parse(folder.Run(verb, "list", "--format", "json").Succeeded().Output)!.AsArray();
            Assert.Equal(entries.Select(entry => (entry.Name, entry.Summary)), listed.Select(row => ((string)row!["name"]!, (string)row["summary"]!)));
        }
    }

    [Fact]
    public void An_entry_shows_what_its_options_accept_default_to_and_mean()
    {
        using var folder = new WorkFolder();
        Expectation.Meets("samplers-show", folder.Run("samplers", "show", "nsga2"));
        Expectation.Meets("samplers-show-unknown", folder.Run("samplers", "show", "nsga").EndedWith(2));
    }
}
