using Microsoft.AspNetCore.Http;

namespace NasFuse.Dashboard.Access;

/// <summary>Lets nobody in without the token: as bearer, once as <c>?token=</c>, and then as the cookie that this sets.</summary>
internal sealed class TokenGate(RequestDelegate next, AccessToken token)
{
    private const string Cookie = "nasfuse-token";
    private const string Parameter = "token";
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path == "/healthz" || token.Is(request.Cookies[Cookie]) || token.Is(Bearer(request))) return next(context);
        if (!token.Is(request.Query[Parameter])) return RefuseAsync(context.Response);
        context.Response.Cookies.Append(Cookie, token.Value, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = request.IsHttps });
        if (!HttpMethods.IsGet(request.Method) || request.Path.StartsWithSegments("/api")) return next(context);
        // The address bar, the history and the referrer keep no secret.
        context.Response.Redirect(request.PathBase + request.Path + QueryWithoutToken(request));
        return Task.CompletedTask;
    }

    private static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim() : null;

    private static QueryString QueryWithoutToken(HttpRequest request) => QueryString.Create(request.Query.Where(pair => pair.Key != Parameter));

    private static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = "Bearer";
        return response.WriteAsync("This dashboard needs its token: open it as <address>/?token=<token>. The token was printed when it started.\n");
    }
}
