using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NasFuse.Core.Measurement;
using NasFuse.Dashboard.Tests.Fixtures;
using NasFuse.Storage;
using NasFuse.Storage.Artefacts;

namespace NasFuse.Dashboard.Tests.Pages;

/// <summary>Every page in a real browser; closing a page fails the test when anything went wrong on it or left the host.</summary>
public sealed class PageTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private ServedStudies _served = null!;

    public async ValueTask InitializeAsync() => _served = await ServedStudies.StartAsync(results =>
    {
        TestStudies.Write(results, "street", 60, budget: 80);
        TestStudies.Write(results, "avenue", 40, settings: ["seed=2", "sampler.populationSize=8"]);
    });

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    public static TheoryData<string, int> Addresses => new()
    {
        { "/", 0 }, { "/studies/street", 2 }, { "/studies/street/trials/0", 1 }, { "/studies/street/trials/3", 0 }, { "/compare", 0 },
        { "/compare?studies=street,avenue", 2 }, { "/compare?trials=street:0,avenue:1", 1 }, { "/workers", 0 },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_page_is_complete_accessible_and_fits_a_phone_in_light_and_dark(string address, int charts)
    {
        foreach (var (width, dark) in new[] { (1440, false), (390, true) })
        {
            await using var page = await browser.OpenAsync(_served, address, width, dark);
            await page.ReadyAsync();
            await page.ChartsAsync(charts);
            Assert.Equal(0, await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
            var result = await page.Page.RunAxe(
                new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice") });
            Assert.Empty(result.Violations.Select(
                violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
        }
    }

    [Fact]
    public async Task Dark_follows_the_system_and_the_switch_is_remembered()
    {
        await using var page = await browser.OpenAsync(_served, "/", dark: true);
        await page.ReadyAsync();
        Assert.True(await IsDarkAsync(page.Page));
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        Assert.False(await IsDarkAsync(page.Page));
        await page.Page.ReloadAsync();
        Assert.False(await IsDarkAsync(page.Page));
    }

    [Fact]
    public async Task A_trial_is_found_and_opened_by_keyboard_alone()
    {
        await using var page = await browser.OpenAsync(_served, "/");
        await page.ReadyAsync();
        await TabToAsync(page.Page, "street");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForURLAsync("**/studies/street");
        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Filter" }).WaitForAsync();
        await TabToAsync(page.Page, "", "where");
        await page.Page.Keyboard.TypeAsync("number = 7");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.GetByText("1 of 60 trials").WaitForAsync();
        await TabToAsync(page.Page, "#7");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForURLAsync("**/studies/street/trials/7");
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "Trial #7", Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task A_mistake_in_the_filter_is_pointed_at()
    {
        await using var page = await browser.OpenAsync(
            _served, "/studies/street?where=" + Uri.EscapeDataString("state = 'complete' and objectives.miuo > 0.1"));
        var alert = page.Page.GetByRole(AriaRole.Alert);
        await alert.WaitForAsync();
        var text = await alert.InnerTextAsync();
        Assert.Contains("Did you mean 'objectives.miou'?", text, StringComparison.Ordinal);
        Assert.Contains(new string(' ', 23) + "^", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_say_what_is_worth_a_look_and_fold_what_is_well()
    {
        TestStudies.RepeatAtRandom(_served.Results, "street");
        await using var page = await browser.OpenAsync(_served, "/studies/street");
        await page.Page.GetByText("miou is mostly noise.").WaitForAsync();
        var lists = page.Page.Locator(".findings");
        Assert.Equal("fail", await lists.First.Locator(".state").First.InnerTextAsync());
        Assert.DoesNotContain("pass", await lists.First.Locator(".state").AllInnerTextsAsync());
        Assert.False(await lists.Last.IsVisibleAsync());
        await page.Page.Locator("summary", new() { HasText = "passed" }).ClickAsync();
        Assert.Contains("pass", await lists.Last.Locator(".state").AllInnerTextsAsync());
        Assert.True(await lists.Last.IsVisibleAsync());
    }

    [Fact]
    public async Task Ticked_trials_are_compared()
    {
        await using var page = await browser.OpenAsync(_served, "/studies/street");
        await page.ReadyAsync();
        await page.Page.GetByLabel("Compare trial 0", new() { Exact = true }).CheckAsync();
        await page.Page.GetByLabel("Compare trial 1", new() { Exact = true }).CheckAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Compare 2 trials" }).ClickAsync();
        await page.Page.GetByText("Choices that differ").WaitForAsync();
        Assert.Equal(1, await page.Page.Locator(".drawing svg").CountAsync());
        Assert.NotEqual(0, await page.Page.Locator(".drawing [class*=nf-mark-]").CountAsync());
    }

    [Fact]
    public async Task A_point_of_the_front_opens_its_trial()
    {
        await using var page = await browser.OpenAsync(_served, "/studies/street");
        await page.ChartsAsync(2);
        await page.Page.EvaluateAsync(
            "() => { const chart = document.querySelector('.chart[data-drawn]'); chart.emit('plotly_click', { points: [{ customdata: 4 }] }); }");
        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "Trial #4", Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task Lines_between_marks_dragged_with_the_mouse_are_the_trials_of_the_table()
    {
        await using var page = await browser.OpenAsync(_served, "/studies/street");
        await page.ChartsAsync(2);
        var axis = page.Page.Locator(".parcoords .y-axis", new() { HasText = "mIoU" }).Locator(".background");
        Assert.SkipWhen(await axis.CountAsync() == 0, "this chromium has no WebGL");
        // What comes late and above would push the axis away from under the mouse.
        foreach (var late in (string[])["Looking the study over", "Computing"])
            await page.Page.GetByText(late).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await DragAlongAsync(page.Page, axis);
        await page.Page.WaitForFunctionAsync("() => document.getElementById('where').value !== ''");
        var filter = await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Filter" }).InputValueAsync();
        Assert.Matches(@"^objectives\.miou >= 0\.\d+ and objectives\.miou <= 0\.\d+$", filter);
        var (least, most) = (double.Parse(filter.Split(' ')[2], CultureInfo.InvariantCulture), double.Parse(filter.Split(' ')[6], CultureInfo.InvariantCulture));
        Assert.True(least < most);
        var values = (await page.Page.Locator("tbody tr td:nth-child(4)").AllInnerTextsAsync()).Select(
            text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.InRange(value, least - 0.0005, most + 0.0005));
    }

    [Fact]
    public async Task A_study_that_appears_after_its_page_was_opened_is_shown()
    {
        await using var page = await browser.OpenAsync(_served, "/studies/boulevard");
        await page.Page.GetByText("There is no study of this name").WaitForAsync();
        await page.ReadyAsync();
        await using var all = await browser.OpenAsync(_served, "/");
        await all.ReadyAsync();
        TestStudies.Write(_served.Results, "boulevard", 20);
        await page.Page.GetByText("of 20 trials").WaitForAsync();
        await all.Page.GetByRole(AriaRole.Link, new() { Name = "boulevard" }).WaitForAsync();
        await page.ChartsAsync(2);
    }

    [Fact]
    public async Task What_nodes_take_is_drawn_and_listed_once_it_was_measured()
    {
        await using (var before = await browser.OpenAsync(_served, "/studies/street/trials/0"))
            await before.Page.GetByText("nasfuse show street 0 --latency").WaitForAsync();
        var study = new StudyFolder(Path.Combine(_served.Results, "street"));
        using (var reader = LiteDbTrialReader.Open(study))
        {
            NodeLatencyFile.Write(study, 0, new NodeLatencies
            {
                ArchitectureId = reader.Find(0)!.ArchitectureId, Backend = "torch in a test", WholeMs = 3.5,
                NodesMs = ImmutableSortedDictionary<string, double>.Empty.Add("s2", 1.25),
            });
        }
        await using var page = await browser.OpenAsync(_served, "/studies/street/trials/0");
        await page.Page.GetByText("nodes add up to 1.25 ms, the whole network takes 3.50 ms").First.WaitForAsync();
        await page.Page.GetByText("1.25 ms", new() { Exact = true }).WaitForAsync();
        await page.Page.GetByText("Nodes and their cost").ClickAsync();
        Assert.Equal("1.250", await page.Page.Locator("tr", new() { HasText = "s2" }).First.Locator("td").Last.InnerTextAsync());
        var json = await _served.JsonAsync("/api/studies/street/trials/0/architecture");
        Assert.Equal(3.5, (double)json["latency"]!["wholeMs"]!);
        File.WriteAllText(Path.Combine(study.TrialFolder(0), "node-latency.json"), "{");
        await page.Page.ReloadAsync();
        await page.Page.GetByText("it holds no latencies of nodes").WaitForAsync();
    }

    [Fact]
    public async Task A_study_of_ten_thousand_trials_opens_filters_and_sorts()
    {
        TestStudies.Write(_served.Results, "city", 10_000, withEpochs: false);
        await using var page = await browser.OpenAsync(_served, "/");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "city" }).WaitForAsync();
        await page.Page.GotoAsync(_served.Url + "/studies/city");
        await page.Page.GetByText("of 10000 trials").WaitForAsync();
        await page.ReadyAsync();
        await page.Page.WaitForFunctionAsync("() => performance.getEntriesByName('first-contentful-paint').length > 0");
        var paint = await page.Page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Filter" }).FillAsync("objectives.latencyMs < 3 and state = 'complete'");
        var watch = Stopwatch.StartNew();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await page.Page.WaitForURLAsync("**where=**");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "mIoU", Exact = true }).ClickAsync();
        await page.Page.Locator("th[aria-sort=descending]", new() { HasText = "mIoU" }).WaitForAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(
            FormattableString.Invariant($"first paint {paint:F0} ms, filter and order {watch.ElapsedMilliseconds} ms"));
        var values = (await page.Page.Locator("tbody tr td:nth-child(4)").AllInnerTextsAsync()).Select(
            text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(25, values.Count);
        Assert.Equal(values.OrderDescending(), values);
        await page.ChartsAsync(2);
    }

    /// <summary>Marks the upper part of an axis with the mouse.</summary>
    private static async Task DragAlongAsync(IPage page, ILocator axis)
    {
        await axis.ScrollIntoViewIfNeededAsync();
        var box = (await axis.BoundingBoxAsync())!;
        var (x, top, bottom) = (box.X + box.Width / 2, box.Y + 0.1f * box.Height, box.Y + 0.4f * box.Height);
        await page.Mouse.MoveAsync(x, bottom);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, (top + bottom) / 2, new() { Steps = 5 });
        await page.Mouse.MoveAsync(x, top, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private static Task<bool> IsDarkAsync(IPage page) =>
        page.EvaluateAsync<bool>(
            "() => { const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number); return r + g + b < 200; }");

    private static async Task TabToAsync(IPage page, string text, string id = "")
    {
        const int Most = 60;
        for (var i = 0; i < Most; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(
                "([text, id]) => id ? document.activeElement.id === id : document.activeElement.textContent.trim() === text", new[] { text, id })) return;
        }
        Assert.Fail($"{Most} steps with the Tab key do not lead to '{text}{id}'");
    }
}
