using NasFuse.Storage.Engine;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Engine;

public sealed class WriterThreadTests : IDisposable
{
    private readonly TemporaryStudy _study = new();

    public WriterThreadTests() => Directory.CreateDirectory(_study.Folder.Path);

    public void Dispose() => _study.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task When_the_database_fails_callers_are_told_and_none_waits_for_ever()
    {
        using var database = new StudyDatabase(_study.Folder);
        using var writer = new WriterThread(database);
        writer.Run(content => content.Trials());
        database.Dispose();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Assert.ThrowsAny<Exception>(() => writer.Run(content => content.Trials())), TestContext.Current.CancellationToken)));
        Assert.Throws<IOException>(() => writer.Run(content => content.Trials()));
    }

    [Fact(Timeout = 60_000)]
    public async Task On_a_full_disk_opening_fails_with_the_cause()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "/dev/full, the device on which every write fails, is a Linux thing");
        File.CreateSymbolicLink(_study.Folder.Log, "/dev/full");
        var failure = await Task.Run(() => Assert.ThrowsAny<IOException>(() => LiteDbTrialStore.Open(_study.Folder)), TestContext.Current.CancellationToken);
        Assert.Contains("No space left", failure.ToString(), StringComparison.Ordinal);
        File.Delete(_study.Folder.Log);
        using var store = LiteDbTrialStore.Open(_study.Folder);
        store.Propose(TrialGenerator.Proposed(0), []);
    }

    [Fact]
    public void A_refusal_goes_to_its_caller_alone()
    {
        using var database = new StudyDatabase(_study.Folder);
        using var writer = new WriterThread(database);
        Assert.Throws<TimeoutException>(() => writer.Run<bool>(_ => throw new TimeoutException()));
        Assert.Empty(writer.Run(content => content.Trials()));
    }
}
