using System.Text.Json.Nodes;

namespace NasFuse.Cli.Tests.Commands;

/// <summary>Controller, workers and engine as processes, and what happens when they are killed.</summary>
public sealed class FarmTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Two_workers_give_what_one_process_gives_and_the_weights_come_home()
    {
        await using var farm = await FarmStudy.StartAsync();
        var alone = farm.RunAlone("training.epochs=2");
        using var controller = farm.StartController("training.epochs=2");
        using var first = farm.StartWorker();
        using var second = farm.StartWorker("--slots", "2");
        var ended = controller.WaitForEnd(s_patience).Succeeded();
        Assert.Contains("study street is on nats://127.0.0.1", ended.Error, StringComparison.Ordinal);
        Assert.Contains("front of ", ended.Error, StringComparison.Ordinal);
        Assert.Equal(alone, farm.Results());
        for (var trial = 0; trial < 4; trial++)
            Assert.True(File.Exists(farm.Folder.In($"results/street/trials/{trial}/weights.safetensors")), $"no weights of {trial}");

        farm.Cluster("drain", "--all").Succeeded();
        Assert.Contains("drained", first.WaitForEnd(s_patience).Succeeded().Error, StringComparison.Ordinal);
        Assert.Contains("drained", second.WaitForEnd(s_patience).Succeeded().Error, StringComparison.Ordinal);
        Assert.Contains("studies that ended 1", farm.Cluster("sweep").Succeeded().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_says_why_trials_wait()
    {
        await using var farm = await FarmStudy.StartAsync();
        using var controller = farm.StartController();
        await farm.WaitForLogAsync("\"TrialNumber\":3");
        Assert.Contains("street #0 waits: no worker is connected", farm.Cluster("status").Succeeded().Output, StringComparison.Ordinal);
        using var other = farm.StartWorker("--pool", "elsewhere");
        var status = "";
        for (var look = 0; look < 100 && !status.Contains("no worker is in pool", StringComparison.Ordinal); look++) status = farm.Cluster("status").Output;
        Assert.Contains("street #0 waits: no worker is in pool 'default'; those connected are in 'elsewhere'", status, StringComparison.Ordinal);
        var json = JsonNode.Parse(farm.Cluster("status", "--json").Succeeded().Output)!;
        Assert.Equal("elsewhere", (string?)json["workers"]![0]!["pool"]);
        Assert.Equal(4, json["studies"]![0]!["waiting"]!.AsArray().Count);

        farm.Cluster("stop", "street", "2", "--why", "not needed").Succeeded();
        Assert.Contains("neither waits nor runs", farm.Cluster("stop", "street", "77").EndedWith(2).Error, StringComparison.Ordinal);
        using var worker = farm.StartWorker();
        controller.WaitForEnd(s_patience).Succeeded();
        Assert.StartsWith("2 Failed", farm.Results()[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_latency_is_measured_on_its_class_of_device_and_a_class_that_nobody_is_of_is_waited_for()
    {
        await using var farm = await FarmStudy.StartAsync();
        const string Objectives = """objectives=[{"name":"miou"},{"name":"latencyMs@cpu"},{"name":"latencyMs@edge-box"}]""";
        using var controller = farm.StartController(Objectives, "training.epochs=1", "budget.trials=2", "synchronousBatch=2");
        using var plain = farm.StartWorker();
        var status = "";
        for (var look = 0; look < 100 && !status.Contains("class edge-box", StringComparison.Ordinal); look++) status = farm.Cluster("status").Output;
        Assert.Contains("street, latency edge-box #0 waits: for a worker of class edge-box; those connected have cpu (", status, StringComparison.Ordinal);
        using var special = farm.StartWorker("--device-class", "edge-box");
        controller.WaitForEnd(s_patience).Succeeded();
        foreach (var row in farm.Query("number,state,objectives.latencyMs@cpu,objectives.latencyMs@edge-box,objectives.latencyMs,latencyBackend"))
        {
            Assert.Equal("Complete", (string?)row["state"]);
            var times = row["objectives"]!;
            Assert.True((double?)times["latencyMs@cpu"] > 0 && (double?)times["latencyMs@edge-box"] > 0, row.ToJsonString());
            Assert.Null(times["latencyMs"]);
            Assert.Contains("edge-box: torch ", (string?)row["latencyBackend"], StringComparison.Ordinal);
        }
        Assert.Empty(JsonNode.Parse(farm.Cluster("status", "--json").Succeeded().Output)!["studies"]!.AsArray());
    }

    [Fact]
    public async Task A_worker_whose_data_differ_is_refused_with_the_files_that_do()
    {
        await using var farm = await FarmStudy.StartAsync();
        foreach (var place in (string[])["here", "there"]) WriteData(farm.Folder, place);
        WriteMask(farm.Folder, "there", "train", 1, shift: 1);
        File.Delete(farm.Folder.In("there/train/images/2.png"));
        File.Delete(farm.Folder.In("there/train/masks/2.png"));
        using var controller = farm.StartController("""data={"format":"folder","root":"here","size":[32,48]}""", "training.epochs=1", "training.batch=2");
        using var other = farm.StartWorker("--data", "folder=there");
        var status = "";
        for (var look = 0; look < 100 && !status.Contains("differs", StringComparison.Ordinal); look++) status = farm.Cluster("status").Output;
        Assert.Contains("does not serve street: --data: error NF0200: data set 'folder' differs here from the study's: wanted but not here: '", status, StringComparison.Ordinal);
        Assert.Contains("train/masks/1.png", status.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Contains("train/images/2.png", status.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.DoesNotContain("train/images/0.png", status.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Contains("street #0 waits: no worker can run it", status, StringComparison.Ordinal);
        using var same = farm.StartWorker("--data", "folder=here");
        controller.WaitForEnd(s_patience).Succeeded();
        Assert.DoesNotContain("begins", other.Ended().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_network_that_teaches_comes_to_the_workers_with_the_study()
    {
        await using var farm = await FarmStudy.StartAsync();
        using var package = new TrainedPackage();
        var teacher = $"training.distillation.teacher={package.Folder.In(TrainedPackage.Name)}";
        var alone = farm.RunAlone("training.epochs=1", teacher);
        using var controller = farm.StartController("training.epochs=1", teacher);
        using var worker = farm.StartWorker();
        controller.WaitForEnd(s_patience).Succeeded();
        Assert.Equal(alone, farm.Results());
    }

    [Fact]
    public async Task A_trial_that_no_device_holds_waits_and_says_what_it_needs()
    {
        await using var farm = await FarmStudy.StartAsync();
        using var worker = farm.StartWorker("--slots", "2");
        using var controller = NasFuseProcess.Start(
            ["controller", "spaces/street/study.json", "--engine", farm.Server.Url, "--trial-memory", "9999"], farm.Folder.Path);
        var status = "";
        for (var look = 0; look < 100 && !status.Contains("it needs", StringComparison.Ordinal); look++) status = farm.Cluster("status").Output;
        Assert.Matches(@"street #0 waits: it needs 9999 GiB to be trained; the largest worker has [0-9.]+ GiB for a trial", status);
        Assert.DoesNotContain("begins", worker.Ended().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_killed_costs_nothing_but_time()
    {
        await using var farm = await FarmStudy.StartAsync();
        var alone = farm.RunAlone();
        using var controller = farm.StartController();
        using (var doomed = farm.StartWorker())
        {
            await farm.WaitForLogAsync("Trial {TrialNumber} epoch");
            doomed.Kill();
        }
        using var worker = farm.StartWorker();
        controller.WaitForEnd(s_patience).Succeeded();
        Assert.Equal(alone, farm.Results());
    }

    [Fact]
    public async Task A_controller_that_is_killed_is_started_again_and_the_trials_under_way_survive()
    {
        await using var farm = await FarmStudy.StartAsync();
        var alone = farm.RunAlone();
        using var worker = farm.StartWorker();
        using (var doomed = farm.StartController())
        {
            await farm.WaitForLogAsync("Trial {TrialNumber} epoch");
            doomed.Kill();
        }
        using var controller = farm.StartController();
        controller.WaitForEnd(s_patience).Succeeded();
        Assert.Equal(alone, farm.Results());
        Assert.DoesNotContain("attempt", worker.Ended().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_is_killed_is_started_again_and_nothing_is_lost()
    {
        await using var farm = await FarmStudy.StartAsync();
        var alone = farm.RunAlone();
        using var controller = farm.StartController();
        using var worker = farm.StartWorker();
        await farm.WaitForLogAsync("Trial {TrialNumber} epoch");
        farm.Server.Kill();
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        await farm.Server.RestartAsync();
        controller.WaitForEnd(s_patience).Succeeded();
        Assert.Equal(alone, farm.Results());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("USR1")]
    public async Task A_worker_that_is_told_to_end_saves_and_hands_back_what_is_under_way(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such signals");
        await using var farm = await FarmStudy.StartAsync();
        var alone = farm.RunAlone("training.epochs=40", "budget.trials=1");
        using var controller = farm.StartController("training.epochs=40", "budget.trials=1");
        using (var first = farm.StartWorker("--drain-on", "USR1"))
        {
            await farm.WaitForLogAsync("Trial {TrialNumber} epoch");
            first.Signal(signal);
            Assert.Contains("handed back", first.WaitForEnd(s_patience).Succeeded().Error, StringComparison.Ordinal);
        }
        using var second = farm.StartWorker();
        controller.WaitForEnd(s_patience).Succeeded();
        Assert.Equal(alone, farm.Results());
        var said = second.Ended().Error;
        Assert.Contains("attempt 2", said, StringComparison.Ordinal);
        Assert.DoesNotContain("starts over", said, StringComparison.Ordinal);
    }

    private static void WriteData(WorkFolder folder, string place)
    {
        foreach (var (split, count) in ((string, int)[])[("train", 4), ("val", 2)])
        {
            for (var i = 0; i < count; i++)
            {
                TinyPng.Write(folder.In($"{place}/{split}/images/{i}.png"), 32, 48, (y, x) => [(byte)(5 * x), (byte)(7 * y), (byte)(40 * i)]);
                WriteMask(folder, place, split, i, shift: 0);
            }
        }
    }

    private static void WriteMask(WorkFolder folder, string place, string split, int number, int shift) =>
        TinyPng.Write(folder.In($"{place}/{split}/masks/{number}.png"), 32, 48, (y, x) => [(byte)(x * y + shift > 400 ? 1 : x / 40 * 2)]);

    [Theory]
    [InlineData("nats://10.9.8.7:4222", "is another machine, and nats:// does not encrypt")]
    [InlineData("nats://worker:hush@127.0.0.1:4222", "holds a user or a password")]
    public void Engines_that_secrets_would_leak_to_are_refused(string engine, string why)
    {
        var refused = NasFuseProcess.Run(["cluster", "status", "--engine", engine]).EndedWith(2);
        Assert.Contains(why, refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refused.Error, StringComparison.Ordinal);
    }
}
