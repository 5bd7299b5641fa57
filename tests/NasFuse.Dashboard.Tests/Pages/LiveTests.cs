using Microsoft.Playwright;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.Dashboard.Studies;
using NasFuse.Dashboard.Tests.Fixtures;
using NasFuse.Storage;

namespace NasFuse.Dashboard.Tests.Pages;

/// <summary>A search that runs shows on an open page, in this process and through the store.</summary>
public sealed class LiveTests(Browser browser) : IClassFixture<Browser>
{
    private const int Trials = 6;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_open_page_follows_a_search(bool inProcess)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var loaded = TestStudies.Load("street", Trials);
        var manifest = TestStudies.Manifest(loaded);
        using var gate = new SemaphoreSlim(0);
        LiveStudy? live = null;
        LiteDbTrialStore? store = null;
        await using var served = await ServedStudies.StartAsync(results =>
        {
            store = LiteDbTrialStore.Open(StudyFolders.ForNew(results, "street"));
            store.SaveManifest(manifest.Json);
            live = new LiveStudy(store.Folder, manifest);
        }, _ => inProcess ? live! : new LiveStudy(new StudyFolder("elsewhere"), manifest));
        using var _ = store;
        var study = manifest.StudyOn(loaded.CreateSpace(7)) with { Constraints = [] };
        var queue = new InProcessTrialQueue(1);
        var worker = new TrialWorker(queue, "here", 0, () => new GatedEvaluator(gate), job => $"trial-{job.Trial.Number}");
        var runner = new StudyRunner(study, new RandomSamplerOptions().Create(), store!, queue, [worker], live!, TimeProvider.System);
        await using var page = await browser.OpenAsync(served, "/studies/street");
        await using var ahead = await browser.OpenAsync(served, "/studies/street/trials/0");
        await ahead.Page.GetByText("There is no such trial.").WaitForAsync();
        await ahead.ReadyAsync();
        var run = runner.RunAsync(cancellation);

        var row = page.Page.Locator("tr", new() { HasText = "running" });
        await row.GetByText("#0").WaitForAsync();
        await page.Page.GetByText(inProcess ? "loss 1.250" : "epoch 2/6").WaitForAsync();
        gate.Release();
        await page.Page.Locator("tr.best", new() { HasText = "0.500" }).WaitForAsync();
        gate.Release(Trials);
        await page.Page.GetByText($"{Trials} complete").WaitForAsync();
        await page.Page.GetByText("done").WaitForAsync();
        var summary = await run;
        Assert.Equal(Trials, summary.Trials.Length);
        await page.ChartsAsync(2);
        await ahead.Page.GetByText("fusions:").WaitForAsync();
    }

    [Fact]
    public async Task Workers_of_other_machines_come_and_go_on_an_open_page()
    {
        var manifest = TestStudies.Manifest(TestStudies.Load("street", Trials));
        LiveStudy? live = null;
        LiteDbTrialStore? store = null;
        await using var served = await ServedStudies.StartAsync(results =>
        {
            store = LiteDbTrialStore.Open(StudyFolders.ForNew(results, "street"));
            store.SaveManifest(manifest.Json);
            live = new LiveStudy(store.Folder, manifest);
        }, _ => live!);
        using var _ = store;
        await using var page = await browser.OpenAsync(served, "/workers");
        await page.ReadyAsync();
        var table = page.Page.GetByRole(AriaRole.Region, new() { Name = "Workers on other machines" });
        Assert.Equal(0, await table.CountAsync());
        live!.Farm([new FarmWorker("host-1-ab", "cuda:0, NVIDIA H200", 140L << 30, "at work", ["'street' #3 epoch 2"])]);
        await table.GetByText("NVIDIA H200").WaitForAsync();
        Assert.Contains("140 GiB", await table.InnerTextAsync(), StringComparison.Ordinal);
        await table.GetByText("'street' #3 epoch 2").WaitForAsync();
        live.Farm([]);
        await table.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }
}
