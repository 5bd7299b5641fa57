using System.Net;
using System.Text.Json.Nodes;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Tests.Fixtures;

/// <summary>A dashboard over a results folder of its own, served on a free port until disposed.</summary>
internal sealed class ServedStudies : IAsyncDisposable
{
    private readonly DirectoryInfo _results;
    private readonly DashboardServer _server;

    private ServedStudies(DirectoryInfo results, DashboardServer server)
    {
        (_results, _server) = (results, server);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(server.Url) };
    }

    /// <summary>Asks the server.</summary>
    public HttpClient Client { get; }

    /// <summary>The results folder.</summary>
    public string Results => _results.FullName;

    /// <summary>Where it listens.</summary>
    public string Url => _server.Url;

    /// <summary>What callers have to know, or null.</summary>
    public string? Token => _server.Token;

    /// <summary>Fills a results folder and serves it.</summary>
    public static async Task<ServedStudies> StartAsync(
        Action<string> fill, Func<string, LiveStudy>? live = null, string url = "http://127.0.0.1:0", string? token = null)
    {
        var results = Directory.CreateTempSubdirectory("nasfuse-dashboard-");
        fill(results.FullName);
        var options = new DashboardOptions { Results = results.FullName, Url = url, Token = token, Live = live?.Invoke(results.FullName) };
        return new ServedStudies(results, await DashboardServer.StartAsync(options, TestContext.Current.CancellationToken));
    }

    /// <summary>Gets JSON that must come with a status.</summary>
    public async Task<JsonNode> JsonAsync(string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{address}: {answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _results.Delete(recursive: true);
    }
}
