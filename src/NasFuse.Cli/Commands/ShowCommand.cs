using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Completion;
using NasFuse.Cli.Measurements;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Graphs;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse show study 14</c> or <c>nasfuse show file</c>: one architecture and what it costs.</summary>
internal sealed class ShowCommand : Verb
{
    private readonly Argument<string> _target = new("study|file") { Description = "Name of a study, or an architecture file (text or JSON)." };
    private readonly Argument<int?> _trial = new("trial") { Description = "Number of a trial of the study.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<Size?> _size = CommonOptions.ImageSize(
        "Image size that MACs and shapes are counted at. Default: that of the study's data; for a file the one it names, else 512x512.");

    private readonly ShowForms _forms;
    private readonly NodeTiming _timing;

    public ShowCommand(Terminal terminal)
        : base("show", "Show an architecture with its parameters, MACs and shapes.", terminal)
    {
        Add(_target.SuggestStudies());
        Add(_trial.SuggestTrials(_target));
        _forms = new ShowForms(this);
        Add(_size);
        _timing = new NodeTiming(this);
        Add(_results);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var (target, size) = (arguments.GetRequiredValue(_target), arguments.GetValue(_size));
        var shown = arguments.GetValue(_trial) is { } number
            ? ShownArchitecture.OfTrial(arguments.GetRequiredValue(_results), target, number, size)
            : ShownArchitecture.OfFile(target, arguments.GetRequiredValue(_results), size);
        _forms.Show(_timing.Apply(shown, size is null, arguments, Terminal), arguments, Terminal);
        Terminal.Next([.. shown.Next]);
        return Task.FromResult(ExitCodes.Success);
    }
}
