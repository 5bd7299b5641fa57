using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.References;
using Spectre.Console;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse references run</c>: trains all references under one recipe, measures them in torch and ONNX Runtime, and reports.</summary>
internal sealed class ReferencesRunCommand : Verb
{
    private static readonly ReferenceFamily[] s_families = [.. ReferenceFamily.All.Where(family => family.CanBeTrained)];

    private readonly Option<string> _family = new("--family")
    {
        Description = "Which of them; networks of full size are not trained.", DefaultValueFactory = _ => ReferenceFamily.AllName,
        HelpName = "tiny|controlled|all",
    };
    private readonly Option<string?> _data = DeploymentOptions.Data(
        "The data set, e.g. camvid:data/camvid, folder:data/mine or synthetic. Default: what study.json beside the references says.");
    private readonly Option<string[]> _set = CommonOptions.Set();
    private readonly Option<int> _seeds = NumberOptions.Create("--seeds", "Studies of every family, each with a seed of its own", 1, 100, 1);
    private readonly Option<int?> _controlledSeeds = new("--controlled-seeds")
    {
        Description = "The same for the controlled family, 1..100. Default: as many.", HelpName = "N",
    };
    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "A few images made in memory, one epoch: does every reference train, export and verify?",
    };
    private readonly Option<bool> _new = new("--new") { Description = "Put stored studies of these names aside (name.1, name.2 …) and begin anew." };
    private readonly Option<bool> _remeasure = new("--remeasure") { Description = "Measure latency and parity again where they were measured already." };
    private readonly Option<bool> _report = new("--report") { Description = "Train nothing: measure and report what is trained by now." };
    private readonly Option<string?> _from = ReferencesCommand.From();
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<string?> _output = DeploymentOptions.Output("Folder of table, picture and manifest. Default: that of the first study.");
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the studies that would run; write nothing." };

    public ReferencesRunCommand(Terminal terminal)
        : base(
            "run",
            "Train all references under one recipe, measure them in torch and ONNX Runtime, and report. Goes on where it stopped. "
            + "Exit code 3 when one did not train, 4 when one did not verify.",
            terminal)
    {
        _controlledSeeds.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.GetValueOrDefault<int?>() is { } seeds and not (>= 1 and <= 100))
                result.AddError($"--controlled-seeds must be 1..100, but was {seeds}");
        });
        Add(_family.AcceptOnlyFromAmong([.. s_families.Select(family => family.Name), ReferenceFamily.AllName]));
        Option[] options = [_data, _set, _seeds, _controlledSeeds, _quick, _new, _remeasure, _report, _from, _results, _output, _dryRun];
        foreach (var option in options) Add(option);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var collection = new ReferenceCollection(arguments.GetValue(_from) ?? ReferenceCollection.Shipped);
        var request = new ReferenceRequest(
            arguments.GetValue(_data), arguments.GetValue(_set) ?? [],
            arguments.GetValue(_seeds), arguments.GetValue(_controlledSeeds), arguments.GetValue(_quick));
        var studies = new ReferencePlan(collection, request).Studies(collection.Choose(arguments.GetRequiredValue(_family), s_families));
        if (arguments.GetValue(_dryRun)) return ShowPlan(studies);
        var options = new ReferenceRunOptions(
            arguments.GetRequiredValue(_results), arguments.GetValue(_output), arguments.GetValue(_new), arguments.GetValue(_remeasure),
            request.Quick, arguments.GetValue(_report));
        // What goes on must neither begin anew nor measure again what is measured by then.
        var resume = CommandText.Of(arguments.Tokens.Select(token => token.Value).Where(word => word != _new.Name && word != _remeasure.Name));
        return await new ReferenceRun(Terminal, options, CommandText.Of(arguments), resume).ExecuteAsync(studies, cancellation).ConfigureAwait(false);
    }

    private int ShowPlan(IReadOnlyList<PlannedStudy> studies)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumns("study", "family", "references", "seed", "data", "epochs", "batch", "learning rate");
        foreach (var planned in studies)
        {
            var study = planned.Loaded.Study;
            var data = $"{study.Data.Format}{(study.Data.Root is null ? "" : $":{study.Data.Root}")} {string.Join('x', study.Data.Size)}";
            FormattableString[] cells =
            [
                $"{planned.Name}", $"{planned.Family.Name}", $"{planned.References.Count}", $"{study.Seed}",
                $"{data}", $"{study.Training.Epochs}", $"{study.Training.Batch}", $"{study.Training.LearningRate}",
            ];
            table.AddRow(cells.Select(cell => new Text(FormattableString.Invariant(cell))));
        }
        Terminal.Data.Write(table);
        foreach (var planned in studies.DistinctBy(study => study.Family))
            Terminal.Say($"{planned.Family.Name}: {string.Join(", ", planned.References.Select(reference => reference.Name))}");
        Terminal.Say("Nothing was written.");
        return ExitCodes.Success;
    }
}
