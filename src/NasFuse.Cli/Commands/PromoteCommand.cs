using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Hosting;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse promote study</c>: spends further evaluations where the front is uncertain.</summary>
internal sealed class PromoteCommand : Verb
{
    private const int UsualSeeds = 2;

    private readonly Argument<string> _study = CommonOptions.Study();
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<int?> _seeds = NumberOptions.Optional(
        "--seeds", $"Evaluate trials that are neither surely on the front nor surely off it until each has so many evaluations (usual: {UsualSeeds})", 2, 1000);
    private readonly Option<int?> _epochs = NumberOptions.Optional(
        "--epochs", "Or train to so many epochs: the study's own number takes up pruned trials that may belong to the front, a larger one trains "
            + "uncertain trials anew", 1, 100_000);
    private readonly Option<int?> _top = NumberOptions.Optional("--top", "Choose at most so many trials, the most open ones first", 1, 1_000_000);

    public PromoteCommand(Terminal terminal)
        : base("promote", "Spend further seeds or epochs where the front of a study is uncertain.", terminal)
    {
        Add(_study);
        Add(_seeds);
        Add(_epochs);
        Add(_top);
        Add(_results);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var (results, name) = (arguments.GetRequiredValue(_results), arguments.GetRequiredValue(_study));
        var request = Read(arguments);
        await new PromotionRun(Terminal, results, CommandText.Of(arguments)).ExecuteAsync(name, request, cancellation).ConfigureAwait(false);
        using var study = StoredStudy.Open(results, name);
        var front = TrialRanking.Front(study.Trials, study.Manifest.Objectives);
        if (front.Count == 0)
        {
            Terminal.Say("No trial is complete; there is no front.");
            return ExitCodes.NothingFeasible;
        }
        if (!ConfidentFrontView.Print(study, CommonOptions.TableFormat, Terminal)) Terminal.Data.Write(FrontTable.Create(front, study.Manifest.Objectives));
        Terminal.Next(study.Suggest("front", "--confidence"), study.Suggest("export", "--pick", "knee", "-o", $"{study.Name}-export"));
        return ExitCodes.Success;
    }

    private PromotionRequest Read(ParseResult arguments)
    {
        var (seeds, epochs) = (arguments.GetValue(_seeds), arguments.GetValue(_epochs));
        return seeds is not null && epochs is not null
            ? throw new UserErrorException(new SourcePlace("--epochs"), ErrorCodes.Contradiction, "either --seeds or --epochs; run the command twice for both")
            : new PromotionRequest(epochs is null ? seeds ?? UsualSeeds : null, epochs, arguments.GetValue(_top));
    }
}
