using Microsoft.AspNetCore.Http;

namespace NasFuse.Dashboard.Access;

/// <summary>Tells the browser to fetch nothing from elsewhere, and to show the pages in no other site's frame.</summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    // plotly.js compiles its WebGL programs (unsafe-eval) and, like MudBlazor, sets style attributes (unsafe-inline).
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    }
}
