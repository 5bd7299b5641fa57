using Microsoft.Playwright;

namespace NasFuse.Dashboard.Tests.Fixtures;

/// <summary>Debian's chromium, driven by Playwright; one for all tests of a class.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private const float Patience = 180_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (s_places.FirstOrDefault(File.Exists) is not { } path) return;
        _playwright = await Playwright.CreateAsync();
        // WebGL in software: the machine that tests need not have a graphics card.
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = path, Args = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
    }

    /// <summary>A page that notes what goes wrong on it; skips the test where there is no chromium.</summary>
    internal async Task<WatchedPage> OpenAsync(ServedStudies served, string address, int width = 1440, bool dark = false)
    {
        Assert.SkipWhen(_browser is null, $"no chromium at {string.Join(", ", s_places)}");
        var context = await _browser!.NewContextAsync(
            new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        // A machine that tests much else at the same time is slow; what is waited for comes all the same.
        context.SetDefaultTimeout(Patience);
        var page = new WatchedPage(context, await context.NewPageAsync(), served.Url);
        await page.Page.GotoAsync(served.Url + address);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
