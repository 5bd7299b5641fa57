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
            if (!request.Url.StartsWith(url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
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

    /// <summary>Waits until so many charts of the page are drawn; scrolls to those that wait to be seen.</summary>
    public async Task ChartsAsync(int count)
    {
        await Page.EvaluateAsync(
            "async () => { for (let y = 0; y < document.body.scrollHeight; y += 400) { window.scrollTo(0, y); await new Promise(resolve => setTimeout(resolve, 60)); } }");
        await Page.WaitForFunctionAsync("count => document.querySelectorAll('.chart[data-drawn]').length >= count", count);
        await Page.EvaluateAsync("() => window.scrollTo(0, 0)");
    }

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.Empty(_faults);
    }
}
