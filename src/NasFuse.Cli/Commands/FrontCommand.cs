using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse front study</c>: the architectures that no other beats.</summary>
internal sealed class FrontCommand : Verb
{
    private static readonly string[] s_pictures = [".png", ".svg"];

    private readonly Argument<string> _study = CommonOptions.Study();
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<string> _format = CommonOptions.Format();
    private readonly Option<bool> _confidence = new("--confidence")
    {
        Description = "Show how sure each member is, given the noise that repeats have measured, and which are ties.",
    };
    private readonly Option<string?> _picture = new("--picture") { Description = "Also draw all trials and the front into this file.",
        HelpName = "FILE.png|svg" };

    public FrontCommand(Terminal terminal)
        : base("front", "Show the Pareto front of a study with its hypervolume.", terminal)
    {
        Add(_study);
        Add(_confidence);
        Add(_format);
        Add(_picture);
        Add(_results);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var picture = arguments.GetValue(_picture);
        if (picture is not null && !s_pictures.Contains(Path.GetExtension(picture).ToLowerInvariant()))
            throw new UserErrorException(new SourcePlace("--picture"), ErrorCodes.OutOfRange, $"'{picture}' must end with {string.Join(" or ", s_pictures)}");
        using var study = StoredStudy.Open(arguments.GetRequiredValue(_results), arguments.GetRequiredValue(_study));
        var front = TrialRanking.Front(study.Trials, study.Manifest.Objectives);
        if (!arguments.GetValue(_confidence) || !ConfidentFrontView.Print(study, arguments.GetRequiredValue(_format), Terminal))
            Print(study, front, arguments.GetRequiredValue(_format));
        if (front.Count == 0) Terminal.Say("No trial is complete yet.");
        if (picture is not null) Draw(study, picture);
        Suggest(study, arguments.GetValue(_confidence));
        return Task.FromResult(ExitCodes.Success);
    }

    private void Print(StoredStudy study, IReadOnlyList<Trial> front, string format)
    {
        if (format != CommonOptions.TableFormat)
        {
            TrialRows.Print(TrialRows.Run(study, front, format), format, Terminal);
            Terminal.Say(FrontLine.Of(study, front));
            return;
        }
        Terminal.RawData.WriteLine(FrontLine.Of(study, front));
        if (front.Count > 0) Terminal.Data.Write(FrontTable.Create(front, study.Manifest.Objectives));
    }

    private void Draw(StoredStudy study, string picture)
    {
        ParetoPicture.Save(picture, $"{study.Name}: {study.Trials.Count} trials", study.Trials, study.Manifest);
        Terminal.Say($"drawn in {picture}");
    }

    private void Suggest(StoredStudy study, bool withConfidence)
    {
        if (withConfidence)
            Terminal.Next(study.Suggest("promote", "--seeds", "3"));
        else if (TrialRanking.Knee(study.Trials, study.Manifest.Objectives) is { } knee)
            Terminal.Next(study.Suggest("show", $"{knee.Number}"), study.Suggest("export", "--pick", "knee", "-o", $"{study.Name}-export"));
        else
            Terminal.Next(study.Suggest("query"));
    }
}
