using System.CommandLine;
using System.Globalization;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Completion;
using NasFuse.Cli.Deployment;
using NasFuse.Cli.Prediction;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Data.Pictures;
using NasFuse.Onnx.Packages;
using NasFuse.Storage;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse predict DIR|STUDY N pictures -o DIR</c>: overlays and masks of pictures by a trained network.</summary>
internal sealed class PredictCommand : Verb
{
    private const double UsualOverlap = 0.25;

    private readonly Argument<string> _network = new("DIR|STUDY")
    {
        Description = "Folder of a deployment package, or name of a study; then a trial of it follows: a number, knee, or best:OBJECTIVE.",
    };
    private readonly Argument<string[]> _pictures = new("[N] PICTURE")
    {
        Description = "A picture, or a folder of pictures, of any size.", Arity = new ArgumentArity(1, 2),
    };
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "Folder that overlays/ and masks/ are made in. Earlier predictions there are replaced.", HelpName = "DIR",
        DefaultValueFactory = _ => "predictions",
    };
    private readonly Option<bool> _tile = new("--tile")
    {
        Description = "Cut pictures that are larger than the network into overlapping tiles, so that small things keep their size. "
            + "Default: pictures are brought to the network's size, and classes back to the picture's.",
    };
    private readonly Option<double> _overlap = NumberOptions.Create("--overlap", "Share of a tile that overlaps its neighbour", 0, 0.9, UsualOverlap);
    private readonly Option<Size?> _size = CommonOptions.ImageSize("Size of a trial's network. Default: that of the study's data. A package has one size.");
    private readonly Option<double> _opacity = NumberOptions.Create(
        "--opacity", "How much of the classes' colours overlays show", 0, 1, ClassOverlay.UsualOpacity);
    private readonly Option<int> _threads = DeploymentOptions.Threads();
    private readonly Option<string> _results = CommonOptions.Results();

    public PredictCommand(Terminal terminal)
        : base("predict", "Predict pictures with a trained network: colour overlays and class-id masks. Exit code 2 when some could not be read.", terminal)
    {
        Add(_network.SuggestStudies());
        Add(_pictures);
        Add(_output);
        Add(_tile);
        Add(_overlap);
        Add(_size);
        Add(_opacity);
        Add(_threads);
        Add(_results);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var pictures = PictureFiles.Find(arguments.GetRequiredValue(_pictures)[^1]);
        var folder = new PredictionFolder(arguments.GetRequiredValue(_output));
        folder.RequireOther(pictures);
        using var predictor = Load(arguments);
        var tileOverlap = arguments.GetValue(_tile) ? arguments.GetValue(_overlap) : (double?)null;
        var how = tileOverlap is null ? "resized to" : "in tiles of";
        Terminal.Say($"{pictures.Count} picture{(pictures.Count == 1 ? "" : "s")} by {predictor.Title}, {how} {predictor.Size}");
        if (predictor.Colours.AreMadeUp)
            Terminal.Say("The colours of the classes were not stored with it and its data are not here; they are chosen by number.");
        var settings = new PredictionSettings(tileOverlap, arguments.GetValue(_opacity));
        var run = new PredictionRun(predictor, folder, settings, Terminal, TimeProvider.System);
        run.Execute(pictures, cancellation);
        return Task.FromResult(Conclude(run, folder, pictures));
    }

    private int Conclude(PredictionRun run, PredictionFolder folder, IReadOnlyList<(string Path, string Name)> pictures)
    {
        foreach (var problem in run.Problems) Terminal.Complain(problem.ToString());
        if (run.Predicted > 0)
            Terminal.Say($"written to {Path.Combine(folder.Path, "overlays")} (to look at) and {Path.Combine(folder.Path, "masks")} (gray value = class id)");
        if (run.Problems.Count == 0) return ExitCodes.Success;
        Terminal.Complain($"{pictures.Count - run.Predicted} of {pictures.Count} pictures could not be predicted.");
        return ExitCodes.UserError;
    }

    private LoadedPredictor Load(ParseResult arguments)
    {
        var (network, results) = (arguments.GetRequiredValue(_network), arguments.GetRequiredValue(_results));
        var (size, threads) = (arguments.GetValue(_size), arguments.GetValue(_threads));
        if (arguments.GetRequiredValue(_pictures) is [var pick, _])
        {
            using var study = StoredStudy.Open(results, network);
            return LoadedPredictor.OfTrial(study, Choose(pick, study), size, threads);
        }
        if (!File.Exists(Path.Combine(network, DeploymentPackage.ManifestFile)) && StudyFolders.List(results).Contains(network))
            throw Mistake(network, ErrorCodes.MissingKey, $"this is a study; say which trial: nasfuse predict {network} knee PICTURE");
        return size is null ? LoadedPredictor.OfPackage(network, threads)
            : throw Mistake("--size", ErrorCodes.Contradiction, "a package has one size; leave --size out, or export the trial at it");
    }

    private static Trial Choose(string pick, StoredStudy study)
    {
        var text = int.TryParse(pick, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? $"trial:{number}" : pick;
        return TrialPick.Choose(text, study)
            ?? throw Mistake($"study '{study.Name}'", ErrorCodes.NotFound, "no trial is complete yet");
    }

    private static UserErrorException Mistake(string place, string code, string message) => new(new SourcePlace(place), code, message);
}
