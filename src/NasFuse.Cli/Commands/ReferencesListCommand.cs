using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.References;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Storage.Queries;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse references list</c>: which references there are and what they cost.</summary>
internal sealed class ReferencesListCommand : Verb
{
    private static readonly string[] s_columns = ["name", "family", "class", "parameters", "macs", "operators", "fusions", "source"];
    private static readonly Size s_size = new(180, 240);

    private readonly Option<string> _family = new("--family")
    {
        Description = "Which of them.", DefaultValueFactory = _ => ReferenceFamily.AllName, HelpName = "tiny|controlled|full|all",
    };
    private readonly Option<Size?> _size = CommonOptions.ImageSize($"Image size that MACs are counted at. Default: {s_size}.");
    private readonly Option<string?> _from = ReferencesCommand.From();
    private readonly Option<string> _format = CommonOptions.Format();

    public ReferencesListCommand(Terminal terminal)
        : base("list", "List the references with their class, cost, operators, fusions and source.", terminal)
    {
        Add(_family.AcceptOnlyFromAmong([.. ReferenceFamily.All.Select(family => family.Name), ReferenceFamily.AllName]));
        Add(_size);
        Add(_from);
        Add(_format);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var collection = new ReferenceCollection(arguments.GetValue(_from) ?? ReferenceCollection.Shipped);
        var references = collection.Read(collection.Choose(arguments.GetRequiredValue(_family), ReferenceFamily.All));
        var size = arguments.GetValue(_size) ?? s_size;
        var rows = QueryTable.Of(s_columns, references.Select(reference => Cells(reference, size)));
        TrialRows.Print(rows, arguments.GetRequiredValue(_format), Terminal);
        Terminal.Say($"{references.Count} references; MACs at {size}");
        Terminal.Next(CommandText.Of("references", "show", references[0].Name), CommandText.Of("references", "run", "--quick"));
        return Task.FromResult(ExitCodes.Success);
    }

    private static QueryValue[] Cells(Reference reference, Size size)
    {
        var cost = GraphCost.Of(reference.Architecture.Lower(size).Deployed());
        return
        [
            QueryValue.Of(reference.Name), QueryValue.Of(reference.Family.Name), QueryValue.Of(reference.Class),
            QueryValue.Of((Int128)cost.Parameters), QueryValue.Of((Int128)cost.Macs),
            QueryValue.Of(string.Join(' ', reference.Operators)), QueryValue.Of(string.Join(' ', reference.Fusions)), QueryValue.Of(reference.Source),
        ];
    }
}
