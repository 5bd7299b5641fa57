using System.Net;
using Microsoft.AspNetCore.Http;

namespace NasFuse.Dashboard.Access;

/// <summary>
/// Answers on the loopback address only to those who call it so: a page of another site that had its name point here would have its own name in the request.
/// </summary>
internal sealed class HostGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (IsLoopback(context.Request.Host.Host)) return next(context);
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return context.Response.WriteAsync($"This dashboard answers to localhost and 127.0.0.1 only, not to '{context.Request.Host.Host}'.\n");
    }

    /// <summary>True for <c>localhost</c> and loopback addresses.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
