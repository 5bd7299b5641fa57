using System.Net;
using System.Net.Http.Headers;
using NasFuse.Core.Diagnostics;
using NasFuse.Dashboard.Tests.Fixtures;

namespace NasFuse.Dashboard.Tests.Access;

public sealed class AccessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_the_loopback_address_nothing_is_asked()
    {
        await using var served = await ServedStudies.StartAsync(_ => { });
        Assert.Null(served.Token);
        Assert.Equal(HttpStatusCode.OK, (await served.Client.GetAsync("/", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_name_that_points_here_gets_nothing()
    {
        await using var served = await ServedStudies.StartAsync(_ => { });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/studies") { Headers = { Host = "evil.example:80" } };
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await served.Client.SendAsync(request, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Elsewhere_a_token_is_made_and_asked_for_everywhere_but_for_health()
    {
        await using var served = await ServedStudies.StartAsync(_ => { }, url: "http://0.0.0.0:0");
        using var client = Client(served);
        Assert.True(served.Token!.Length >= 32, served.Token);
        foreach (var address in new[] { "/", "/api/studies", "/metrics", "/assets/charts.js", "/_blazor", "/?token=wrong", "/api/studies?token=" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(address, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task The_token_opens_as_bearer_and_in_the_address_once_and_then_the_cookie_does()
    {
        await using var served = await ServedStudies.StartAsync(_ => { }, url: "http://0.0.0.0:0", token: "correct horse battery");
        using var client = Client(served);
        using var bearer = new HttpRequestMessage(
            HttpMethod.Get, "/api/studies") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "correct horse battery") } };
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(bearer, Cancellation)).StatusCode);

        using var first = await client.GetAsync("/compare?studies=a,b&token=correct%20horse%20battery", Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.DoesNotContain("token", first.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("studies=a", first.Headers.Location.ToString(), StringComparison.Ordinal);
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);

        using var next = new HttpRequestMessage(HttpMethod.Get, first.Headers.Location);
        next.Headers.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(next, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Pages_may_fetch_from_here_only()
    {
        await using var served = await ServedStudies.StartAsync(_ => { });
        using var answer = await served.Client.GetAsync("/", Cancellation);
        Assert.Contains("default-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:5170")]
    [InlineData("https://127.0.0.1:5170")]
    [InlineData("http://example.org:80")]
    public async Task What_is_no_address_is_a_mistake_of_the_person(string url) =>
        await Assert.ThrowsAsync<UserErrorException>(() => DashboardServer.StartAsync(new DashboardOptions { Results = ".", Url = url }, Cancellation));

    [Fact]
    public async Task An_address_that_is_taken_is_a_mistake_of_the_person()
    {
        await using var served = await ServedStudies.StartAsync(_ => { });
        var mistake = await Assert.ThrowsAsync<UserErrorException>(
            () => DashboardServer.StartAsync(new DashboardOptions { Results = ".", Url = served.Url }, Cancellation));
        Assert.Contains("another port", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_key_is_left_on_the_disk()
    {
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aspnet", "DataProtection-Keys");
        var before = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        await using var served = await ServedStudies.StartAsync(_ => { });
        await served.Client.GetStringAsync("/", Cancellation);
        Assert.Equal(before, Directory.Exists(folder) ? Directory.GetFiles(folder) : []);
    }

    private static HttpClient Client(ServedStudies served) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(
            served.Url.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)) };
}
