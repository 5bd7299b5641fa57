using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasFuse.Core.Diagnostics;
using NasFuse.Dashboard.Charts;
using NasFuse.Dashboard.Comparison;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Api;

/// <summary>The figures of the pages, as plotly.js reads them.</summary>
internal static class FigureEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapFigures(this IEndpointRouteBuilder api)
    {
        var study = api.MapGroup("/studies/{study}").WithTags("figures");
        study.MapGet("/figures/pareto", Pareto).WithSummary("All trials over two metrics.").Produces<JsonObject>();
        study.MapGet("/figures/hypervolume", Hypervolume).WithSummary("The hypervolume over the trials that ended.").Produces<JsonObject>();
        study.MapGet("/figures/parallel", Parallel).WithSummary("Complete trials across choices and metrics; axes: names with commas.").Produces<JsonObject>();
        study.MapGet("/figures/importance", Importance).WithSummary("How much each choice decides; target as in /importance.").Produces<JsonObject>();
        study.MapGet("/trials/{number:int}/figures/learning", Learning).WithSummary("Loss and mIoU over epochs.").Produces<JsonObject>();
        var several = api.MapGroup("/figures").WithTags("figures");
        several.MapGet("/fronts", Fronts).WithSummary("Fronts of several studies; studies: names with commas.").Produces<JsonObject>();
        several.MapGet("/growth", Growth).WithSummary("Hypervolumes of several studies in their common box; studies: names with commas.")
            .Produces<JsonObject>();
        several.MapGet("/learning", LearningOfSeveral).WithSummary("Learning curves of several trials; trials: study:number with commas.")
            .Produces<JsonObject>();
    }

    private static IResult Pareto(string study, string? x, string? y, StudyLibrary library, ReferenceMarks references)
    {
        var view = library.View(study);
        return JsonAnswer.Of(ParetoFigure.Of(view, references.On(view.Manifest.Data.Name).Marks, Axis.Choose(view, x, 1, "x"), Axis.Choose(view, y, 0, "y")));
    }

    private static IResult Hypervolume(string study, StudyLibrary library)
    {
        var view = library.View(study);
        return JsonAnswer.Of(HypervolumeFigure.Of([(view.Name, view.Growth, view.Ended)]));
    }

    private static IResult Parallel(string study, string? axes, StudyLibrary library)
    {
        var view = library.View(study);
        return JsonAnswer.Of(ParallelFigure.Of(view, string.IsNullOrEmpty(axes) ? ParallelFigure.UsualAxesOf(view) : Names(axes)));
    }

    private static IResult Importance(string study, string? target, StudyLibrary library, ImportanceCache cache) =>
        JsonAnswer.Of(ImportanceFigure.Of(cache.Of(library.View(study), target)));

    private static IResult Learning(string study, int number, StudyLibrary library)
    {
        var watched = library.Watched(study);
        watched.View!.Trial(number);
        return JsonAnswer.Of(LearningFigure.Of([($"#{number}", watched.Reader.Epochs(number))]));
    }

    private static IResult Fronts(string studies, string? x, string? y, StudyLibrary library)
    {
        StudyView[] views = [.. Names(studies).Select(library.View)];
        return JsonAnswer.Of(FrontsFigure.Of(views, Axis.Choose(views[0], x, 1, "x"), Axis.Choose(views[0], y, 0, "y")));
    }

    private static IResult Growth(string studies, StudyLibrary library)
    {
        StudyView[] views = [.. Names(studies).Select(library.View)];
        if (SharedBox.Obstacles(views) is [var obstacle, ..]) throw new UserErrorException(new SourcePlace("studies"), ErrorCodes.Contradiction, obstacle);
        return JsonAnswer.Of(HypervolumeFigure.Of([.. SharedBox.Measure(views).Select(study => (study.View.Name, study.Growth, study.View.Ended))]));
    }

    private static IResult LearningOfSeveral(string trials, StudyLibrary library) =>
        JsonAnswer.Of(LearningFigure.Of([.. Names(trials).Select(name => TrialName.Parse(name, "trials")).Select(trial =>
        {
            var watched = library.Watched(trial.Study);
            watched.View!.Trial(trial.Number);
            return ($"{trial.Study} #{trial.Number}", watched.Reader.Epochs(trial.Number));
        })]));

    private static string[] Names(string list) => list.Split(
        ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } names
        ? names
        : throw new UserErrorException(new SourcePlace("query"), ErrorCodes.MissingKey, "name at least one");
}
