using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Dashboard.Api;

/// <summary>The REST interface: everything the pages show, read-only.</summary>
internal static class ApiRoutes
{
    private const string Document = "openapi";

    /// <summary>Adds what the interface needs.</summary>
    public static void AddDashboardApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter()));
        services.AddProblemDetails().AddExceptionHandler<ApiProblems>();
        services.AddOpenApi(Document, options => options.AddDocumentTransformer((document, _, _) =>
        {
            (document.Info.Title, document.Info.Version) = ("NasFuse", HostEnvironment.Current.NasFuse);
            document.Info.Description = "Studies of a results folder, read-only. "
                + "Errors are application/problem+json with a list 'errors' of place, column, code and message.";
            // Whoever asks knows the address, and a token's must not be written down.
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));
    }

    /// <summary>Maps all addresses.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/api/{documentName}.json");
        routes.MapGet("/healthz", () => TypedResults.Text("ok\n")).WithSummary("Says ok while the dashboard is served; needs no token.").WithTags("operation");
        routes.MapGet("/metrics", MetricsText.Answer).WithSummary("All studies as Prometheus text.").WithTags("operation").Produces<string>(
            contentType: MetricsText.ContentType);
        var api = routes.MapGroup("/api").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapStudies();
        api.MapTrials();
        api.MapArchitectures();
        api.MapFigures();
        api.MapPredictions();
        api.MapEvents();
        api.Map("/{**rest}", (string rest) => TypedResults.Problem(
            $"There is nothing at /api/{rest}; see /api/{Document}.json.", statusCode: StatusCodes.Status404NotFound))
            .ExcludeFromDescription();
    }
}
