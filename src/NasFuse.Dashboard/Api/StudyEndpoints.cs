using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NasFuse.Core.Analysis.Importance;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Api;

/// <summary>The reference box of a study and how much of it is dominated.</summary>
/// <param name="Objectives">The objectives in the order of the coordinates.</param>
/// <param name="Ideal">Best thinkable value of each objective, in its unit.</param>
/// <param name="Reference">Worst value of interest of each objective, in its unit.</param>
/// <param name="Share">Dominated share of the box, 0..1.</param>
/// <param name="Growth">Each moment at which the front grew, in the order in which trials ended.</param>
public sealed record HypervolumeReport(
    IReadOnlyList<string> Objectives, IReadOnlyList<double> Ideal, IReadOnlyList<double> Reference, double Share, IReadOnlyList<GrowthPoint> Growth);

/// <summary>How much each choice decides.</summary>
/// <param name="Target">The objective, or <c>hypervolume</c>.</param>
/// <param name="Trials">Trials that were learned from.</param>
/// <param name="Explained">R² on trials that were not learned from, or null when nothing was learned.</param>
/// <param name="Choices">The choices, most important first.</param>
/// <param name="Unknown">Why importance cannot be told, or null when it can.</param>
public sealed record ImportanceReport(string Target, int Trials, double? Explained, IReadOnlyList<ImportantChoice> Choices, string? Unknown);

/// <summary>Studies as wholes.</summary>
internal static class StudyEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapStudies(this IEndpointRouteBuilder api)
    {
        var studies = api.MapGroup("/studies").WithTags("studies");
        studies.MapGet("", All).WithSummary("All studies of the results folder that could be read.");
        studies.MapGet("/{study}", One).WithSummary("How a study stands.");
        studies.MapGet("/{study}/manifest", Manifest).WithSummary("The study's record: configuration, data, software, hardware, reference point.")
            .Produces<JsonObject>();
        studies.MapGet("/{study}/importance", Importance)
            .WithSummary("How much each choice decides; target: an objective, or hypervolume for all together. 'unknown' says why it cannot be told.");
        studies.MapGet("/{study}/findings", Findings)
            .WithSummary("What spoils the study and what to do about it, as nasfuse analyse finds it, the worst first.");
        studies.MapGet("/{study}/hypervolume", Hypervolume).WithSummary("The hypervolume over the trials that ended.");
    }

    private static Ok<StudyOverview[]> All(StudyLibrary library) =>
        TypedResults.Ok<StudyOverview[]>([.. library.Read().Select(study => study.View).OfType<StudyView>().Select(StudyOverview.Of)]);

    private static Ok<StudyOverview> One(string study, StudyLibrary library) => TypedResults.Ok(StudyOverview.Of(library.View(study)));

    private static IResult Manifest(string study, StudyLibrary library) => JsonAnswer.Of(library.View(study).Manifest.Json);

    private static Ok<ImportanceReport> Importance(string study, string? target, StudyLibrary library, ImportanceCache cache)
    {
        var importance = cache.Of(library.View(study), target);
        return TypedResults.Ok(new ImportanceReport(
            importance.Target, importance.Trials, double.IsFinite(importance.Explained) ? importance.Explained : null, importance.Choices, importance.Unknown));
    }

    private static Ok<FindingsReport> Findings(string study, StudyLibrary library, FindingsCache cache) => TypedResults.Ok(cache.Of(library.Watched(study)));

    private static Ok<HypervolumeReport> Hypervolume(string study, StudyLibrary library)
    {
        var view = library.View(study);
        var (objectives, box) = (view.Objectives, view.Manifest.Reference);
        return TypedResults.Ok(new HypervolumeReport(
            [.. objectives.Select(objective => objective.Name)],
            // A cost is the value or its negative, so turning a cost gives the value back.
            [.. objectives.Select((objective, i) => objective.AsCost(box.Ideal[i]))], [.. objectives.Select((objective, i) => objective.AsCost(box.Worst[i]))],
            view.Hypervolume, view.Growth));
    }
}
