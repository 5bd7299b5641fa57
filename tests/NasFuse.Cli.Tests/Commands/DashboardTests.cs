using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NasFuse.Cli.Tests.Commands;

/// <summary>The dashboard as people start it: by <c>nasfuse dashboard</c> and by <c>search --dashboard</c>.</summary>
public sealed partial class DashboardTests : IDisposable
{
    private const string AnyPort = "http://127.0.0.1:0";

    private readonly WorkFolder _folder = new();
    private readonly HttpClient _client = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_serves_the_studies_of_a_folder_until_it_is_interrupted()
    {
        SeededStudy.Store(_folder);
        using var dashboard = NasFuseProcess.Start(["dashboard", "--url", AnyPort], _folder.Path);
        var address = await AddressAsync(dashboard);
        Assert.Equal("ok\n", await _client.GetStringAsync(new Uri(address, "/healthz"), Cancellation));
        Assert.Equal("street", (string)(await JsonAsync(new Uri(address, "/api/studies")))[0]!["name"]!);

        if (OperatingSystem.IsWindows()) return;
        dashboard.Signal("INT");
        var ended = dashboard.WaitForEnd().Succeeded();
        Assert.Contains("dashboard of 1 studies in results: http://127.0.0.1:", ended.Error, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetStringAsync(new Uri(address, "/healthz"), Cancellation));
    }

    [Fact]
    public async Task Where_other_machines_reach_it_it_makes_a_token_prints_it_and_asks_for_it()
    {
        SeededStudy.Store(_folder);
        using var dashboard = NasFuseProcess.Start(["dashboard", "--url", "http://0.0.0.0:0"], _folder.Path);
        var link = await AddressAsync(dashboard);
        var token = TokenIn().Match(link.Query).Groups[1].Value;
        Assert.True(token.Length >= 32, link.ToString());
        var studies = new UriBuilder(link) { Host = "127.0.0.1", Path = "/api/studies", Query = "" }.Uri;
        using (var refused = await _client.GetAsync(studies, Cancellation)) Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal("street", (string)(await JsonAsync(studies))[0]!["name"]!);
    }

    [Fact]
    public void What_is_no_results_folder_or_no_address_is_said()
    {
        Assert.Contains("The results folder 'results' does not exist.", _folder.Run("dashboard").EndedWith(5).Error, StringComparison.Ordinal);
        SeededStudy.Store(_folder);
        Assert.Contains("'camvid' is not an address to listen at", _folder.Run("dashboard", "--url", "camvid").EndedWith(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_answers_while_it_runs()
    {
        SampleFiles.WriteStudy(_folder);
        using var search = NasFuseProcess.Start(
        [
            "search", "spaces/quick/study.json", "--dashboard", "--url", AnyPort, "--set", "data.size=[32, 48]", "--set", "data.trainLimit=32", "--set", "data.valLimit=6",
            "--set", "latency.runs=5", "--set", "training.epochs=1000", "--set", "budget.trials=1",
        ], _folder.Path);
        var address = await AddressAsync(search);
        JsonNode? study;
        do
        {
            Assert.False(search.EndsWithin(TimeSpan.FromMilliseconds(100)), "it ended before it answered");
            study = (await JsonAsync(new Uri(address, "/api/studies"))).AsArray().FirstOrDefault();
        }
        while ((string?)study?["state"] != "Running");
        Assert.Equal("quick", (string)study!["name"]!);
        Assert.True((bool)study["isLive"]!, study.ToJsonString());
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    /// <summary>Waits for the line that says where it listens.</summary>
    private static async Task<Uri> AddressAsync(NasFuseProcess process)
    {
        for (var match = Match.Empty; ; match = Link().Match(process.ErrorSoFar))
        {
            if (match.Success) return new Uri(match.Value);
            Assert.False(process.EndsWithin(TimeSpan.FromMilliseconds(50)), process.ErrorSoFar);
            await Task.Delay(50, Cancellation);
        }
    }

    private async Task<JsonNode> JsonAsync(Uri address) => JsonNode.Parse(await _client.GetStringAsync(address, Cancellation))!;

    [GeneratedRegex(@"http://\S+(?=\s)")]
    private static partial Regex Link();

    [GeneratedRegex(@"token=(\w+)")]
    private static partial Regex TokenIn();
}
