using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Analysis;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Reports;

/// <summary>A study with what every report says about it.</summary>
/// <param name="study">The study.</param>
internal sealed class ReportedStudy(StoredStudy study)
{
    /// <summary>Most architectures of the front that are drawn and compared class by class: nobody reads hundreds of drawings.</summary>
    private const int MostDrawn = 24;

    private readonly Lazy<ILookup<int, EpochRecord>> _epochs = new(study.Reader.EpochsByTrial);

    /// <summary>The study.</summary>
    public StoredStudy Study => study;

    /// <summary>What is optimised.</summary>
    public IReadOnlyList<Objective> Objectives => study.Manifest.Objectives;

    /// <summary>The architectures that no other beats, best first objective first.</summary>
    public IReadOnlyList<Trial> Front { get; } = TrialRanking.Front(study.Trials, study.Manifest.Objectives);

    /// <summary>The best compromise, or null without complete trials.</summary>
    public Trial? Knee { get; } = TrialRanking.Knee(study.Trials, study.Manifest.Objectives);

    /// <summary>Architectures of the front that are drawn and compared class by class: all, or some evenly along it with its ends and the best compromise.</summary>
    public IReadOnlyList<Trial> Drawn => field ??= Front.Count <= MostDrawn ? Front : [.. Front.Where((trial, place) =>
        place * (MostDrawn - 1) / (Front.Count - 1) != (place - 1) * (MostDrawn - 1) / (Front.Count - 1) || place == 0 || trial.Number == Knee!.Number)];

    /// <summary>What a reader should know where not all are drawn, else null.</summary>
    public string? DrawnRemark => Drawn.Count == Front.Count ? null
        : $"Of the {Front.Count} architectures of the front {Drawn.Count} are drawn and compared class by class, evenly along it and with the best compromise; "
            + $"'{study.Suggest("show", "N")}' shows any other.";

    /// <summary>Dominated share of the reference box, 0..1.</summary>
    public double HypervolumeShare { get; } = TrialRanking.HypervolumeShare(study.Trials, study.Manifest.Objectives, study.Manifest.Reference);

    /// <summary>The objective on a plot's vertical axis.</summary>
    public Objective Vertical => PictureAxes.Of(Objectives).Vertical;

    /// <summary>That on its horizontal axis: the second one, or the parameters where there is none.</summary>
    public Objective Horizontal => PictureAxes.Of(Objectives).Horizontal;

    /// <summary>Time spent on training, all trials and repeats.</summary>
    public TimeSpan TrainTime => TimeSpan.FromSeconds(study.Stored.Sum(
        trial => trial.TrainSeconds + trial.Repeats.Where(repeat => repeat.EvaluatedBy is null).Sum(repeat => repeat.TrainSeconds)));

    /// <summary>Classes of the data in order, as far as any trial of the front has a result.</summary>
    public IReadOnlyList<string> Classes => [.. study.Manifest.Data.Classes.Where(name => Front.Any(trial => trial.ClassIou.ContainsKey(name)))];

    /// <summary>What the checks of a study found, the worst first.</summary>
    public IReadOnlyList<Finding> Findings => field ??= StudyAnalysis.Of(new AnalysedStudy(study.Study, study.Stored, number => [.. _epochs.Value[number]]));

    /// <summary>Epochs of a trial.</summary>
    public IEnumerable<EpochRecord> EpochsOf(Trial trial) => _epochs.Value[trial.Number];

    /// <summary>A metric of a trial; costs count as metrics. NaN when it has none.</summary>
    public static double Value(Trial trial, string metric) => trial.ValueOf(metric) ?? double.NaN;

    /// <summary>Commands that make the study, look at it and ship its best compromise.</summary>
    public IEnumerable<string> Commands()
    {
        if ((string?)study.Manifest.Json["command"] is { } command) yield return command;
        yield return study.Suggest("front");
        if (Knee is null) yield break;
        yield return study.Suggest("show", $"{Knee.Number}");
        yield return study.Suggest("export", "--pick", "knee", "-o", $"{study.Name}-export");
    }
}
