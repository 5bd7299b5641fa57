using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Writers;

namespace NasFuse.Dashboard.Api;

/// <summary>A page of trials.</summary>
/// <param name="Page">1-based page.</param>
/// <param name="PageSize">Most trials of a page.</param>
/// <param name="Pages">Number of pages.</param>
/// <param name="Matching">Trials that the query finds on all pages.</param>
/// <param name="Total">Trials of the study.</param>
/// <param name="Trials">The trials, with the fields that were selected.</param>
public sealed record TrialListing(int Page, int PageSize, int Pages, int Matching, int Total, JsonNode Trials);

/// <summary>Trials.</summary>
internal static class TrialEndpoints
{
    private const int UsualSize = 50;

    /// <summary>Maps them.</summary>
    public static void MapTrials(this IEndpointRouteBuilder api)
    {
        var trials = api.MapGroup("/studies/{study}").WithTags("trials");
        trials.MapGet("/trials", Listing).WithSummary("Trials by a query, page by page.").Produces<TrialListing>().WithDescription(
            "where: e.g. state = 'complete' and objectives.latencyMs < 20. order: e.g. objectives.miou desc. "
            + "select: e.g. number, objectives, choices. Grammar as in nasfuse query.");
        trials.MapGet("/front", Front).WithSummary("The Pareto front, best first objective first.").Produces<JsonArray>();
        trials.MapGet("/trials/{number:int}", One).WithSummary("Everything the store knows about a trial, its epochs included.").Produces<JsonObject>();
    }

    private static TrialListing Listing(
        string study, StudyLibrary library, string? where, string? order, string? select, int page = 1, int pageSize = UsualSize)
    {
        var view = library.View(study);
        var found = TrialPage.Of(view, where, order, page, pageSize);
        return new TrialListing(page, pageSize, found.Pages, found.Matching, view.Trials.Length, Rows(found.Trials, select));
    }

    private static JsonNode Front(string study, StudyLibrary library, string? select) => Rows(library.View(study).Front, select);

    private static IResult One(string study, int number, StudyLibrary library)
    {
        var watched = library.Watched(study);
        return JsonAnswer.Of(TrialJson.Of(watched.View!.Trial(number), watched.Reader.Epochs(number)));
    }

    private static JsonNode Rows(IReadOnlyList<Trial> trials, string? select)
    {
        using var text = new StringWriter();
        new JsonRowWriter().Write(new TrialQuery { Select = select }.Run(trials), text);
        return JsonNode.Parse(text.ToString())!;
    }
}
