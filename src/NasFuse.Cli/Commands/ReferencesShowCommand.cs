using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.References;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Graphs;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse references show FCN-8s</c>: one reference, where it comes from, and what it costs.</summary>
internal sealed class ReferencesShowCommand : Verb
{
    private static readonly Size s_size = new(180, 240);

    private readonly Argument<string> _name = new("NAME") { Description = "Name of a reference, e.g. FCN-8s or controlled/NAME." };
    private readonly Option<Size?> _size = CommonOptions.ImageSize($"Image size that MACs and shapes are counted at. Default: {s_size}.");
    private readonly Option<string?> _from = ReferencesCommand.From();

    private readonly ShowForms _forms;

    public ReferencesShowCommand(Terminal terminal)
        : base("show", "Show a reference with its source, parameters, MACs and shapes.", terminal)
    {
        Add(_name);
        _forms = new ShowForms(this);
        Add(_size);
        Add(_from);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var reference = new ReferenceCollection(arguments.GetValue(_from) ?? ReferenceCollection.Shipped).Find(arguments.GetRequiredValue(_name));
        // Every line of the header is a comment again, so that what is printed is the file with its costs.
        var title = string.Join("\n// ", reference.Header.Lines.Select(line => $"{line.Key}: {line.Value}"));
        string[] next =
        [
            CommandText.Of("show", reference.Path, "--as", "svg", "-o", Path.ChangeExtension(Path.GetFileName(reference.Path), ".svg")),
            CommandText.Of("train", reference.Path, "--data", "camvid:path/to/camvid"),
        ];
        var shown = new ShownArchitecture(reference.Architecture, arguments.GetValue(_size) ?? s_size, title, null, next)
        {
            Heading = reference.Header["system"] ?? reference.Name, Reference = reference.HeaderJson(),
        };
        _forms.Show(shown, arguments, Terminal);
        Terminal.Next([.. shown.Next]);
        return Task.FromResult(ExitCodes.Success);
    }
}
