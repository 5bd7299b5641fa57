using NasFuse.Storage.Engine;

namespace NasFuse.Storage.Tests.Engine;

public sealed class LogFileTests : IDisposable
{
    private readonly TemporaryStudy _study = new();
    private readonly LogFile _log;

    public LogFileTests() => _log = new LogFile(Path.Combine(_study.Results, "log"));

    public void Dispose()
    {
        _log.Dispose();
        _study.Dispose();
    }

    [Fact]
    public async Task Waits_for_bytes_that_another_thread_has_not_written_yet()
    {
        var page = new byte[8192];
        _log.Write(page, 0, page.Length);
        _log.MakeDurable(8192);
        var waiting = Task.Run(() => _log.MakeDurable(2 * 8192), TestContext.Current.CancellationToken);
        Assert.NotSame(waiting, await Task.WhenAny(waiting, Task.Delay(100, TestContext.Current.CancellationToken)));
        _log.Write(page, 0, page.Length);
        await waiting;
    }

    [Fact]
    public async Task A_write_that_fails_ends_the_waiting_with_its_cause()
    {
        var waiting = Task.Run(() => _log.MakeDurable(8192), TestContext.Current.CancellationToken);
        _log.Dispose();
        var cause = Assert.ThrowsAny<Exception>(() => _log.Write(new byte[8192], 0, 8192));
        Assert.Same(cause, (await Assert.ThrowsAsync<IOException>(() => waiting)).InnerException);
    }

    [Fact]
    public void A_log_that_was_cut_counts_from_there()
    {
        _log.Write(new byte[8192], 0, 8192);
        _log.SetLength(0);
        Assert.Equal(0, _log.Length);
        _log.MakeDurable(0);
    }
}
