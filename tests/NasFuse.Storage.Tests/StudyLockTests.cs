using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests;

public sealed class StudyLockTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Fact]
    public void A_second_writer_is_refused_and_learns_who_has_the_study()
    {
        using var store = LiteDbTrialStore.Open(_study.Folder);
        var refusal = Assert.Throws<StoreLockedException>(() => LiteDbTrialStore.Open(_study.Folder));
        Assert.Equal($"process {Environment.ProcessId} on host {Environment.MachineName}", refusal.Owner);
        Assert.Contains(refusal.Owner, refusal.Message, StringComparison.Ordinal);
        store.Propose(TrialGenerator.Proposed(0), []);
    }

    [Fact]
    public async Task The_writer_of_another_process_is_named_and_its_death_frees_the_study()
    {
        using var crasher = new CrasherProcess(_study.Folder, threads: 1);
        var refusal = Assert.Throws<StoreLockedException>(() => LiteDbTrialStore.Open(_study.Folder));
        Assert.Contains($"process {crasher.Id} ", refusal.Message, StringComparison.Ordinal);
        await crasher.Kill();
        LiteDbTrialStore.Open(_study.Folder).Dispose();
    }

    [Fact]
    public void A_closed_study_is_free_and_its_store_refuses_work()
    {
        var store = LiteDbTrialStore.Open(_study.Folder);
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Trials());
        LiteDbTrialStore.Open(_study.Folder).Dispose();
    }
}
