using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace NasFuse.Dashboard.Tests.Fixtures;

/// <summary>A page of the browser; when it is closed, nothing may have gone wrong on it and nothing may have been asked of another host.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = [];

    public WatchedPage(IBrowserContext context, IPage page, string url)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error") _faults.Enqueue($"console: {message.Text}");
        };
        page.PageError += (_, error) => _faults.Enqueue($"script: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                _faults.Enqueue($"left the host: {request.Url}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) _faults.Enqueue($"{response.Status}: {response.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Waits until the page answers to clicks.</summary>
    public Task ReadyAsync() => Page.WaitForFunctionAsync("() => document.querySelector('[data-interactive]') !== null");

    /// <summary>Looks at each chart of the page, because one is drawn when it is seen, and waits for it; so many must be drawn, others may say why they are
    /// not.</summary>
    public async Task ChartsAsync(int count)
    {
        await ReadyAsync();
        var charts = Page.Locator(".chart");
        for (var i = 0; i < await charts.CountAsync(); i++)
        {
            await charts.Nth(i).ScrollIntoViewIfNeededAsync();
            await Page.WaitForFunctionAsync(
                "i => { const chart = document.querySelectorAll('.chart')[i]; return chart.dataset.drawn || chart.querySelector('.chart-note'); }", i);
        }
        await Page.EvaluateAsync("() => window.scrollTo(0, 0)");
        var drawn = await Page.Locator(".chart[data-drawn]").CountAsync();
        Assert.True(drawn >= count, $"{drawn} charts are drawn on {Page.Url}");
    }

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public async ValueTask DisposeAsync()
    {
        var url = Page.Url;
        await _context.CloseAsync();
        Assert.True(_faults.IsEmpty, $"{url}: {string.Join('\n', _faults)}");
    }
}
