using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NasFuse.Core.Diagnostics;
using NasFuse.Storage;

namespace NasFuse.Dashboard.Api;

/// <summary>Says what is wrong with a request as <c>application/problem+json</c> (RFC 9457), every mistake with its place.</summary>
internal sealed class ApiProblems(IProblemDetailsService problems) : IExceptionHandler
{
    /// <inheritdoc/>
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Describe(exception) is not { } details) return ValueTask.FromResult(false);
        httpContext.Response.StatusCode = details.Status!.Value;
        return problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details });
    }

    private static ProblemDetails? Describe(Exception exception) => exception switch
    {
        UserErrorException mistakes => Describe(mistakes),
        StudyNotFoundException missing => new ProblemDetails { Status = StatusCodes.Status404NotFound, Title = "Not found", Detail = missing.Message },
        BadHttpRequestException bad => new ProblemDetails { Status = bad.StatusCode, Title = "The request is not valid", Detail = bad.Message },
        _ => null,
    };

    private static ProblemDetails Describe(UserErrorException mistakes) => new()
    {
        Status = mistakes.Diagnostics.All(mistake => mistake.Code == ErrorCodes.NotFound) ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest,
        Title = mistakes.Diagnostics.Count == 1 ? "There is a mistake in the request" : $"There are {mistakes.Diagnostics.Count} mistakes in the request",
        Detail = mistakes.Message,
        Extensions =
        {
            ["errors"] = new JsonArray([.. mistakes.Diagnostics.Select(mistake => new JsonObject
            {
                ["place"] = mistake.Place.File, ["line"] = mistake.Place.Line, ["column"] = mistake.Place.Column, ["code"] = mistake.Code,
                    ["message"] = mistake.Message,
            })]),
        },
    };
}
