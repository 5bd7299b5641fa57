using System.Diagnostics;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Benchmarks.Farms;

/// <summary>Harms a farm at seeded random times until its study is at its end, and counts what came of it.</summary>
internal sealed class Chaos(ChaosSettings settings, Action<string> note)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    private readonly Random _random = RandomStreams.Create(settings.Seed, "chaos");
    private readonly List<Task> _recoveries = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _done;

    private enum Fault
    {
        WorkerKill,
        ControllerKill,
        EngineKill,
        Freeze,
    }

    /// <summary>Runs it.</summary>
    public async Task<ChaosReport> RunAsync(CancellationToken cancellation)
    {
        await using var farm = await ChaosFarm.StartAsync(settings).ConfigureAwait(false);
        Fault[] faults =
        [
            .. Enumerable.Repeat(Fault.WorkerKill, settings.WorkerKills), .. Enumerable.Repeat(Fault.ControllerKill, settings.ControllerKills),
            .. Enumerable.Repeat(Fault.EngineKill, settings.EngineKills), .. Enumerable.Repeat(Fault.Freeze, settings.Freezes),
        ];
        _random.Shuffle(faults);
        // No harm before there is something to harm.
        while (Journal.Read(farm.ControllerJournal).Length == 0) await WaitAsync(farm, cancellation).ConfigureAwait(false);
        foreach (var fault in faults)
        {
            await Task.Delay(Seconds(0.3, settings.LongestPause), cancellation).ConfigureAwait(false);
            farm.Look();
            if (farm.IsFinished) break;
            await HarmAsync(farm, fault, cancellation).ConfigureAwait(false);
        }
        await Task.WhenAll(_recoveries).ConfigureAwait(false);
        while (!farm.IsFinished) await WaitAsync(farm, cancellation).ConfigureAwait(false);
        farm.Stop();
        return ChaosReport.Of(farm, settings, _done, Stopwatch.GetElapsedTime(_start));
    }

    private async Task WaitAsync(ChaosFarm farm, CancellationToken cancellation)
    {
        await Task.Delay(200, cancellation).ConfigureAwait(false);
        farm.Look();
        if (Stopwatch.GetElapsedTime(_start) > s_patience) throw new TimeoutException($"the study came to no end; {Journal.Read(farm.ControllerJournal).Length} trials ended");
    }

    private async Task HarmAsync(ChaosFarm farm, Fault fault, CancellationToken cancellation)
    {
        var away = fault == Fault.Freeze ? Seconds(1, 3 * settings.LeaseSeconds) : Seconds(0.2, 2);
        var worker = fault is Fault.WorkerKill or Fault.Freeze ? farm.Pick(_random) : null;
        note($"{Stopwatch.GetElapsedTime(_start).TotalSeconds,6:F1} s  {fault}{(worker is null ? "" : $" of worker {worker}")}, away for {away.TotalSeconds:F1} s; "
            + $"{Journal.Read(farm.ControllerJournal).Length} trials have ended");
        switch (fault)
        {
            case Fault.ControllerKill:
                if (!await farm.KillControllerAsync(away, cancellation).ConfigureAwait(false)) return;
                break;
            case Fault.EngineKill:
                await farm.KillEngineAsync(away, cancellation).ConfigureAwait(false);
                break;
            case Fault.WorkerKill when worker is { } killed:
                _recoveries.Add(farm.KillWorkerAsync(killed, away, cancellation));
                break;
            case Fault.Freeze when worker is { } frozen:
                _recoveries.Add(farm.FreezeWorkerAsync(frozen, away, cancellation));
                break;
            default:
                return;
        }
        _done++;
    }

    private TimeSpan Seconds(double least, double most) => TimeSpan.FromSeconds(least + (most - least) * _random.NextDouble());
}
