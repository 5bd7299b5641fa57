using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NasFuse.Dashboard.Assets;

/// <summary>Scripts and styles, embedded in this assembly. Thread-safe.</summary>
internal static class AssetFiles
{
    private const string Prefix = "assets/";

    private static readonly Assembly s_assembly = typeof(AssetFiles).Assembly;
    private static readonly FrozenSet<string> s_names = s_assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenSet();

    /// <summary>Changes with every build, so that browsers may keep what they have for ever.</summary>
    private static readonly string s_version = s_assembly.ManifestModule.ModuleVersionId.ToString("N")[..12];

    /// <summary>The address of an asset, relative to the root.</summary>
    /// <param name="name">File name, e.g. <c>charts.js</c>.</param>
    public static string Url(string name) => $"{Prefix}{name}?v={s_version}";

    /// <summary>Serves all assets.</summary>
    public static void MapAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{name}", (string name, HttpResponse response) => Serve(name, response)).ExcludeFromDescription();

    private static IResult Serve(string name, HttpResponse response)
    {
        if (!s_names.Contains(Prefix + name)) return TypedResults.NotFound();
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Stream(s_assembly.GetManifestResourceStream(Prefix + name)!, TypeOf(name));
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
