using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MudBlazor.Services;
using NasFuse.Core.Diagnostics;
using NasFuse.Dashboard.Access;
using NasFuse.Dashboard.Api;
using NasFuse.Dashboard.Assets;
using NasFuse.Dashboard.Pages;
using NasFuse.Dashboard.Predictions;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard;

/// <summary>A dashboard that is being served, until disposed. It reads studies and writes nothing.</summary>
public sealed class DashboardServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private DashboardServer(WebApplication application, AccessToken? token)
    {
        _application = application;
        var url = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        (Url, Token) = (url, token?.Value);
    }

    /// <summary>Where it listens, with the port that was taken.</summary>
    public string Url { get; }

    /// <summary>What callers have to know, or null when nothing.</summary>
    public string? Token { get; }

    /// <summary>The address of a page to open in a browser, with the token where one is needed.</summary>
    /// <param name="page">Address of the page below the root; empty for the first one.</param>
    public string LinkTo(string page) => Token is null ? $"{Url}/{page}" : $"{Url}/{page}?token={Token}";

    /// <summary>Begins to serve.</summary>
    /// <exception cref="UserErrorException">The address is not one, or it is taken.</exception>
    public static async Task<DashboardServer> StartAsync(DashboardOptions options, CancellationToken cancellation = default)
    {
        var address = AddressOf(options.Url);
        var isLocal = HostGuard.IsLoopback(address.Host);
        var token = options.Token is { } given ? new AccessToken(given) : isLocal ? null : AccessToken.Create();
        var application = Build(options, token, isLocal);
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
            var server = new DashboardServer(application, token);
            _ = server.WarmUpAsync();
            return server;
        }
        catch (IOException taken)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new UserErrorException(
                new SourcePlace("--url"), ErrorCodes.OutOfRange, $"the dashboard cannot listen at {options.Url}: {taken.Message} Name another port.");
        }
    }

    /// <summary>Stops serving.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Asks for the first page once, so that the person who opens it does not wait for what is made ready on first use.</summary>
    private async Task WarmUpAsync()
    {
        try
        {
            using var client = new HttpClient();
            var address = Url.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "[::1]", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            using var answer = await client.SendAsync(request).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            // It was stopped meanwhile, or may not call itself; the page is then made ready when it is asked for.
        }
    }

    /// <summary>Builds the server without starting it.</summary>
    internal static WebApplication Build(DashboardOptions options, AccessToken? token, bool isLocal)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(DashboardServer).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().UseUrls(options.Url);
        if (options.Log is { } log) builder.Services.AddSingleton(log);
        AddServices(builder.Services, options);
        var application = builder.Build();
        if (isLocal) application.UseMiddleware<HostGuard>();
        if (token is not null) application.UseMiddleware<TokenGate>(token);
        application.UseMiddleware<PageHeaders>();
        application.UseExceptionHandler();
        application.UseRouting();
        application.UseAntiforgery();
        application.MapAssets();
        application.MapApi();
        // Who may frame the pages is said in PageHeaders.
        application.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
        return application;
    }

    private static void AddServices(IServiceCollection services, DashboardOptions options)
    {
        services.AddSingleton<IHostLifetime, NoSignals>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        services.AddSingleton(options.Clock);
        services.AddSingleton(new StudyLibrary(options.Results, options.Live));
        services.AddSingleton(new ReferenceMarks(options.Results));
        services.AddSingleton<ImportanceCache>();
        services.AddSingleton<FindingsCache>();
        services.AddSingleton(new PredictionCache(options.Predictor));
        services.AddHostedService<StudyWatcher>();
        services.AddRouting();
        services.AddDashboardApi();
        services.AddMudServices();
        services.AddRazorComponents().AddInteractiveServerComponents();
        KeepKeysInMemory(services);
    }

    /// <summary>Pages keep nothing beyond the process, so neither do the keys that protect what they send back and forth: none is written to the
    /// disk.</summary>
    private static void KeepKeysInMemory(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider, EphemeralDataProtectionProvider>());
        var keyRing = typeof(IDataProtectionProvider).Namespace!;
        var warmUps = services.Where(
            service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace?.StartsWith(
            keyRing, StringComparison.Ordinal) == true);
        foreach (var warmUp in warmUps.ToList()) services.Remove(warmUp);
    }

    private static Uri AddressOf(string url)
    {
        var valid = Uri.TryCreate(
            url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttp && (address.Host == "localhost" || IPAddress.TryParse(address.Host.Trim('[', ']'), out _));
        return valid ? address! : throw new UserErrorException(
            new SourcePlace("--url"), ErrorCodes.OutOfRange,
                $"'{url}' is not an address to listen at; write e.g. {DashboardOptions.DefaultUrl}, or http://0.0.0.0:5170 for all machines");
    }

    /// <summary>Leaves signals to the program that serves the dashboard.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
