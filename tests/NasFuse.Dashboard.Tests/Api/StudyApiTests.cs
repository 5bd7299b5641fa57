using System.Net;
using System.Text.Json.Nodes;
using NasFuse.Core.Analysis;
using NasFuse.Core.Reproducibility;
using NasFuse.Dashboard.Tests.Fixtures;
using NasFuse.Storage;

namespace NasFuse.Dashboard.Tests.Api;

public sealed class StudyApiTests : IAsyncLifetime
{
    private ServedStudies _served = null!;

    public async ValueTask InitializeAsync() => _served = await ServedStudies.StartAsync(results => TestStudies.Write(results, "street", 40, budget: 60));

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Fact]
    public async Task An_overview_counts_what_the_store_has()
    {
        var study = await _served.JsonAsync("/api/studies/street");
        Assert.Equal("Paused", (string)study["state"]!);
        Assert.Equal(40, (int)study["ended"]!);
        Assert.Equal(60, (int)study["budget"]!);
        Assert.Equal(4, (int)study["counts"]!["Infeasible"]!);
        Assert.Equal(40, study["counts"]!.AsObject().Sum(pair => (int)pair.Value!));
        var all = await _served.JsonAsync("/api/studies");
        Assert.True(JsonNode.DeepEquals(study, all[0]), all.ToJsonString());
    }

    [Fact]
    public async Task The_front_is_what_no_other_trial_beats_and_the_hypervolume_grows_to_its_share()
    {
        var trials = (await _served.JsonAsync("/api/studies/street/trials?where=state='complete'&pageSize=1000"))["trials"]!.AsArray();
        var points = trials.Select(
            trial => (Number: (int)trial!["number"]!, Miou: (double)trial["objectives"]!["miou"]!, Ms: (double)trial["objectives"]!["latencyMs"]!)).ToList();
        var expected = points.Where(one => !points.Any(other => other.Miou >= one.Miou && other.Ms <= one.Ms && other != one)).Select(point => point.Number)
            .Order();
        var front = (await _served.JsonAsync("/api/studies/street/front?select=number")).AsArray().Select(trial => (int)trial!["number"]!).Order();
        Assert.Equal(expected, front);

        var volume = await _served.JsonAsync("/api/studies/street/hypervolume");
        var growth = volume["growth"]!.AsArray().Select(point => (double)point!["share"]!).ToList();
        Assert.Equal(growth.Order(), growth);
        Assert.Equal((double)volume["share"]!, growth[^1]);
        Assert.Equal(20, (double)volume["reference"]![1]!);
        // The staircase of the front, summed by hand.
        var (area, top) = (0.0, 0.0);
        foreach (var point in points.OrderBy(point => point.Ms).Where(point => expected.Contains(point.Number)))
        {
            area += (20 - point.Ms) * (point.Miou - top);
            top = point.Miou;
        }
        Assert.Equal(area / 20, growth[^1], 1e-9);
    }

    [Fact]
    public async Task Trials_are_filtered_ordered_and_paged()
    {
        var page = await _served.JsonAsync(
            "/api/studies/street/trials?where=objectives.latencyMs<12&order=objectives.miou desc&page=2&pageSize=5&select=number,objectives");
        var all = await _served.JsonAsync("/api/studies/street/trials?where=objectives.latencyMs<12&order=objectives.miou desc&pageSize=1000");
        var values = all["trials"]!.AsArray().Select(trial => (double)trial!["objectives"]!["miou"]!).ToList();
        Assert.Equal(values.OrderDescending(), values);
        Assert.Equal(values.Count, (int)page["matching"]!);
        Assert.Equal((values.Count + 4) / 5, (int)page["pages"]!);
        Assert.Equal(values.Skip(5).Take(5), page["trials"]!.AsArray().Select(trial => (double)trial!["objectives"]!["miou"]!));
        Assert.Null(page["trials"]![0]!["state"]);
    }

    [Fact]
    public async Task A_mistake_in_a_query_is_a_problem_that_points_at_its_column()
    {
        using var answer = await _served.Client.GetAsync("/api/studies/street/trials?where=objectives.miuo>0.5&page=0", TestContext.Current.CancellationToken);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(400, (int)problem["status"]!);
        var errors = problem["errors"]!.AsArray();
        Assert.Contains(errors, error => (int)error!["column"]! == 1 && ((string)error["message"]!).Contains("objectives.miou", StringComparison.Ordinal));
        Assert.Contains(errors, error => (string)error!["place"]! == "page");
    }

    [Theory]
    [InlineData("/api/studies/stret", "street")]
    [InlineData("/api/studies/street/trials/999", "0 to 39")]
    [InlineData("/api/studies/street/trials/0/architecture.onnx", "nasfuse export street --pick trial:0")]
    [InlineData("/api/nothing/here", "openapi.json")]
    public async Task What_is_not_there_is_a_problem_with_a_hint(string address, string hint)
    {
        var problem = await _served.JsonAsync(address, HttpStatusCode.NotFound);
        Assert.Contains(hint, problem.ToJsonString().Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_architecture_comes_as_json_text_and_drawing_of_the_same_thing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var json = await _served.JsonAsync("/api/studies/street/trials/0/architecture");
        var text = await _served.Client.GetStringAsync("/api/studies/street/trials/0/architecture.txt", cancellation);
        var svg = await _served.Client.GetStringAsync("/api/studies/street/trials/0/architecture.svg", cancellation);
        Assert.NotEmpty(json["nodes"]!.AsArray());
        Assert.All(json["nodes"]!.AsArray(), node => Assert.Contains((string)node!["id"]! + ":", text, StringComparison.Ordinal));
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.All(json["nodes"]!.AsArray(), node => Assert.Contains((string)node!["id"]!, svg, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trial_has_its_epochs_and_its_exported_network()
    {
        var trial = await _served.JsonAsync("/api/studies/street/trials/0");
        Assert.Equal(6, trial["history"]!.AsArray().Count);
        var folder = Directory.CreateDirectory(Path.Combine(_served.Results, "street", "export", "trial-0"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "model.onnx"), [8, 1, 2], TestContext.Current.CancellationToken);
        Assert.Equal([8, 1, 2], await _served.Client.GetByteArrayAsync(
            "/api/studies/street/trials/0/architecture.onnx", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Importance_is_told_or_it_is_said_why_not()
    {
        var importance = await _served.JsonAsync("/api/studies/street/importance?target=macs", HttpStatusCode.BadRequest);
        Assert.Contains("latencyMs", importance.ToJsonString(), StringComparison.Ordinal);
        // The values of these trials have nothing to do with their choices.
        var unknown = await _served.JsonAsync("/api/studies/street/importance");
        Assert.Equal("hypervolume", (string)unknown["target"]!);
        Assert.True((unknown["unknown"] is null) == unknown["choices"]!.AsArray().Count > 0, unknown.ToJsonString());
    }

    [Fact]
    public async Task Findings_are_those_of_the_analysis_of_what_is_stored()
    {
        using var reader = LiteDbTrialReader.Open(new StudyFolder(Path.Combine(_served.Results, "street")));
        var manifest = RunManifest.Read("street", reader.Manifest()!);
        var study = manifest.StudyOn(manifest.Study.CreateSpace(manifest.Data.Classes.Count)) with { Name = "street" };
        var expected = StudyAnalysis.Of(new AnalysedStudy(study, reader.Trials(), reader.Epochs));
        Assert.NotEmpty(expected);

        var report = await _served.JsonAsync("/api/studies/street/findings");
        Assert.Equal(40, (int)report["trials"]!);
        Assert.Equal(expected, report["findings"]!.AsArray().Select(finding => new Finding(
            (string)finding!["check"]!, Enum.Parse<Verdict>((string)finding["verdict"]!), (string)finding["what"]!, (string)finding["reason"]!,
            (string?)finding["remedy"])));
        await _served.JsonAsync("/api/studies/stret/findings", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Findings_are_looked_for_anew_when_trials_were_repeated_and_the_worst_comes_first()
    {
        var report = await _served.JsonAsync("/api/studies/street/findings");
        Assert.DoesNotContain("Fail", report["findings"]!.AsArray().Select(finding => (string)finding!["verdict"]!));
        TestStudies.RepeatAtRandom(_served.Results, "street");
        for (var tries = 0; tries < 1200 && (string)report["findings"]![0]!["verdict"]! != "Fail"; tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            report = await _served.JsonAsync("/api/studies/street/findings");
        }
        var findings = report["findings"]!.AsArray();
        var verdicts = findings.Select(finding => Enum.Parse<Verdict>((string)finding!["verdict"]!)).ToList();
        Assert.Equal(verdicts.OrderDescending(), verdicts);
        Assert.Contains(findings, finding => (string)finding!["what"]! == "miou is mostly noise." && (string)finding["verdict"]! == "Fail"
            && ((string)finding["remedy"]!).Contains("nasfuse promote street --seeds 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_address_is_described()
    {
        var document = await _served.JsonAsync("/api/openapi.json");
        var paths = document["paths"]!.AsObject().Select(pair => pair.Key).ToList();
        string[] expected =
        [
            "/api/studies", "/api/studies/{study}", "/api/studies/{study}/trials", "/api/studies/{study}/front", "/api/studies/{study}/hypervolume",
                "/api/studies/{study}/importance", "/api/studies/{study}/findings",
            "/api/studies/{study}/trials/{number}", "/api/studies/{study}/trials/{number}/architecture.svg", "/api/studies/{study}/events", "/api/events",
                "/healthz", "/metrics",
        ];
        Assert.Empty(expected.Except(paths));
        Assert.All(document["paths"]!.AsObject(), path => Assert.False(string.IsNullOrEmpty((string?)path.Value!["get"]!["summary"]), path.Key));
    }

    [Fact]
    public async Task Metrics_are_lines_of_prometheus()
    {
        var text = await _served.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains("nasfuse_trials{study=\"street\",state=\"Infeasible\"} 4\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line =>
            Assert.Matches("^(# (HELP|TYPE) nasfuse_\\w+ .+|nasfuse_\\w+\\{(\\w+=\"[^\"]*\",?)+\\} [-+0-9.E]+)$", line));
        Assert.Equal("ok\n", await _served.Client.GetStringAsync("/healthz", TestContext.Current.CancellationToken));
    }
}
