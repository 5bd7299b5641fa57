using NasFuse.TestKit.Engines;

namespace NasFuse.Benchmarks.Farms;

/// <summary>A real farm of processes to be harmed: engine, controller, workers. Processes that end although nobody killed them are noted and started again.</summary>
internal sealed class ChaosFarm : IAsyncDisposable
{
    private readonly ChaosSettings _settings;
    private readonly NatsServer _server;
    private readonly FarmProcess[] _workers;
    private readonly bool[] _isAway;
    private readonly List<string> _journals = [];
    private readonly List<FarmProcess> _controllers = [];
    private FarmProcess _controller;

    private ChaosFarm(ChaosSettings settings, NatsServer server)
    {
        (_settings, _server) = (settings, server);
        _isAway = new bool[settings.Workers];
        _controller = StartController();
        _workers = [.. Enumerable.Range(0, settings.Workers).Select(_ => StartWorker())];
    }

    /// <summary>Folder of the study.</summary>
    public string Study => Path.Combine(_server.Folder, "study", FarmStudy.Name);

    /// <summary>What the controllers noted.</summary>
    public string ControllerJournal => Path.Combine(_server.Folder, "controller.txt");

    /// <summary>What the workers noted.</summary>
    public IReadOnlyList<string> WorkerJournals => _journals;

    /// <summary>Ends that nobody asked for.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>True when the study is at its end.</summary>
    public bool IsFinished => _controller is { HasEnded: true, ExitCode: 0 };

    /// <summary>Starts one.</summary>
    public static async Task<ChaosFarm> StartAsync(ChaosSettings settings) => new(settings, await NatsServer.StartAsync().ConfigureAwait(false));

    /// <summary>A worker that runs, or null.</summary>
    public int? Pick(Random random)
    {
        int[] there = [.. Enumerable.Range(0, _workers.Length).Where(worker => !_isAway[worker])];
        return there.Length == 0 ? null : there[random.Next(there.Length)];
    }

    /// <summary>Kills a worker; another takes its place after a while.</summary>
    public async Task KillWorkerAsync(int worker, TimeSpan away, CancellationToken cancellation)
    {
        _isAway[worker] = true;
        _workers[worker].Dispose();
        await Task.Delay(away, cancellation).ConfigureAwait(false);
        _workers[worker] = StartWorker();
        _isAway[worker] = false;
    }

    /// <summary>Freezes a worker for a while.</summary>
    public async Task FreezeWorkerAsync(int worker, TimeSpan away, CancellationToken cancellation)
    {
        _isAway[worker] = true;
        _workers[worker].Freeze();
        try
        {
            await Task.Delay(away, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _workers[worker].Thaw();
            _isAway[worker] = false;
        }
    }

    /// <summary>Kills the controller; the next goes on after a while. False when it was at its end already.</summary>
    public async Task<bool> KillControllerAsync(TimeSpan away, CancellationToken cancellation)
    {
        if (IsFinished) return false;
        _controller.Kill();
        await Task.Delay(away, cancellation).ConfigureAwait(false);
        _controller = StartController();
        return true;
    }

    /// <summary>Kills the engine; it is back after a while with what it has on its disk.</summary>
    public async Task KillEngineAsync(TimeSpan away, CancellationToken cancellation)
    {
        _server.Kill();
        await Task.Delay(away, cancellation).ConfigureAwait(false);
        await _server.RestartAsync().ConfigureAwait(false);
    }

    /// <summary>Looks whether all run, as long as none is being killed.</summary>
    public void Look()
    {
        if (_controller is { HasEnded: true, ExitCode: not 0 })
        {
            Surprises.Add($"the controller ended with exit code {_controller.ExitCode}: {string.Join(" | ", _controller.Lines.TakeLast(12))}");
            _controller = StartController();
        }
        for (var worker = 0; worker < _workers.Length; worker++)
        {
            if (_isAway[worker] || !_workers[worker].HasEnded) continue;
            Surprises.Add($"worker {worker} ended with exit code {_workers[worker].ExitCode}: {string.Join(" | ", _workers[worker].Lines.TakeLast(12))}");
            _workers[worker] = StartWorker();
        }
    }

    /// <summary>Ends the processes, keeps what they wrote.</summary>
    public void Stop()
    {
        foreach (var process in _workers.Concat(_controllers)) process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _workers.Concat(_controllers)) process.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    private FarmProcess StartController()
    {
        _controllers.Add(FarmProcess.Start(
            "farm-controller", "--engine", _server.Url, "--folder", Study, "--trials", $"{_settings.Trials}", "--seed", $"{_settings.Seed}", "--batch", $"{_settings.Batch}",
            "--lease", FormattableString.Invariant($"{_settings.LeaseSeconds}"), "--journal", ControllerJournal));
        return _controllers[^1];
    }

    private FarmProcess StartWorker()
    {
        _journals.Add(Path.Combine(_server.Folder, $"worker-{_journals.Count}.txt"));
        var (shortest, longest) = _settings.TrialMs;
        return FarmProcess.Start(
            "farm-worker", "--engine", _server.Url, "--journal", _journals[^1], "--epochs", "4", "--ms", FormattableString.Invariant($"{shortest}"),
            FormattableString.Invariant($"{longest}"));
    }
}
