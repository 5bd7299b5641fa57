using NasFuse.Core.Studies;

namespace NasFuse.Storage.Tests;

public sealed class CrashTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    public void Dispose() => _study.Dispose();

    /// <summary>Kills the writer at random moments, a few hundred writes apart, which is enough for the log to be moved into the database now and then.</summary>
    [Fact]
    public async Task After_kill_9_everything_confirmed_is_there_once()
    {
        var random = new Random(20251124);
        var confirmed = new HashSet<(int Trial, string Call)>();
        var databaseRewritten = 0;
        for (var round = 0; round < 8; round++)
        {
            var before = File.GetLastWriteTimeUtc(_study.Folder.Database);
            using (var crasher = new CrasherProcess(_study.Folder, threads: 1 + random.Next(6)))
            {
                await crasher.WaitForConfirmed(random.Next(300), TestContext.Current.CancellationToken);
                await Task.Delay(random.Next(20), TestContext.Current.CancellationToken);
                await crasher.Kill();
                confirmed.UnionWith(crasher.Confirmed);
            }

            if (round > 0 && File.GetLastWriteTimeUtc(_study.Folder.Database) > before) databaseRewritten++;
            using var store = LiteDbTrialStore.Open(_study.Folder);
            AssertHolds(store, confirmed);
            store.InterruptRunning();
            Assert.DoesNotContain(store.Trials(), trial => trial.State == TrialState.Running);
        }

        Assert.True(databaseRewritten > 0, "the log was never moved into the database; the test proves little");
    }

    private static void AssertHolds(LiteDbTrialStore store, HashSet<(int Trial, string Call)> confirmed)
    {
        var trials = store.Trials().ToDictionary(trial => trial.Number);
        var lastNumber = (int?)store.SamplerState()?["last"] ?? -1;
        Assert.All(trials.Keys, number => Assert.Equal($"id{number}", trials[number].ArchitectureId));
        if (trials.Count > 0) Assert.True(trials.ContainsKey(lastNumber), "the sampler's state knows a trial that is not stored");
        foreach (var (number, call) in confirmed)
        {
            Assert.True(trials.TryGetValue(number, out var trial), $"trial {number} was confirmed and is lost");
            if (call == "Start") Assert.Equal(1, trial.Attempts);
            if (call == "Report") Assert.Equal(number, Assert.Single(store.Epochs(number)).Loss);
            if (call == "Finish") Assert.Equal(TrialState.Complete, trial.State);
        }
    }
}
