using NasFuse.Core.Measurement;

namespace NasFuse.Core.Tests.Measurement;

public sealed class RealTimeThreadTests
{
    [Fact]
    public void The_thread_is_put_back_afterwards()
    {
        var before = Policy();
        var result = RealTimeThread.Run(() => 42);
        Assert.Equal((42, before), (result, Policy()));
    }

    [Fact]
    public void The_thread_is_put_back_after_an_error()
    {
        var before = Policy();
        Assert.Throws<InvalidOperationException>(() => RealTimeThread.Run<int>(() => throw new InvalidOperationException("broken")));
        Assert.Equal(before, Policy());
    }

    [Fact]
    public void A_thread_begun_meanwhile_is_an_ordinary_one()
    {
        var before = Policy();
        var inside = RealTimeThread.Run(() =>
        {
            var policy = "";
            var other = new Thread(() => policy = Policy());
            other.Start();
            other.Join();
            return policy;
        });
        Assert.Equal(before, inside);
    }

    // Field 41 of Linux's stat line of this thread; elsewhere nothing is raised.
    private static string Policy() =>
        OperatingSystem.IsLinux() ? File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ')[39] : "";
}
