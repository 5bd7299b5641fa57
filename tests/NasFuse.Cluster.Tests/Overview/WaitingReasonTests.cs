using System.Text.Json.Nodes;
using NasFuse.Cluster.Overview;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;

namespace NasFuse.Cluster.Tests.Overview;

public sealed class WaitingReasonTests
{
    private static readonly StudyDocument s_study = new()
    {
        Protocol = WireFormats.Protocol, Version = "1.0", Key = new string('a', 16), Name = "street", Pool = "default", LeaseSeconds = 30,
        Configuration = new JsonObject(), DataFingerprint = new string('b', 64),
    };

    private static readonly StudyDocument s_timing = s_study.TimedOn(new string('c', 16), "h200");

    private static readonly WorkerDocument s_worker = new()
    {
        Worker = "w", Protocol = WireFormats.Protocol, Version = "1.0", Host = "host", ProcessId = 1, Pool = "default", Slots = 1, Device = "cpu (2 threads)",
        DeviceName = "AMD EPYC", Classes = [], MemoryBytes = 8L << 30, IsDraining = false, Running = [], Datasets = [],
        Studies = [new ServiceDocument(s_study.Key, null), new ServiceDocument(s_timing.Key, null)],
    };

    [Fact]
    public void A_class_that_no_worker_is_of_is_named_with_what_there_is()
    {
        Assert.Equal("for a worker of class h200; those connected have cpu (2 threads), AMD EPYC", WaitingReason.Of(s_timing, [s_worker], null));
        Assert.Equal("a worker is about to take it", WaitingReason.Of(s_study, [s_worker], null));
    }

    [Fact]
    public void Times_wait_for_each_other_and_not_for_trainings()
    {
        var special = s_worker with { Classes = ["h200"], Running = [new RunningDocument(s_study.Key, 3, 1, 2)] };
        Assert.Equal("a worker is about to take it", WaitingReason.Of(s_timing, [s_worker, special], null));
        Assert.Equal("all 1 place is busy", WaitingReason.Of(s_study, [special], null));
        var timing = special with { Running = [new RunningDocument(s_timing.Key, 3, 1, 0)], Studies = [new ServiceDocument(s_timing.Key, null)] };
        Assert.Equal("others are timed", WaitingReason.Of(s_timing, [timing], null));
    }

    [Fact]
    public void A_worker_that_is_silent_is_named()
    {
        var owner = new OwnerDocument { Worker = "gone", Lease = 1, Failures = 0, IsFree = false };
        Assert.Equal("its worker gone gives no sign of life; another takes it after 30 s", WaitingReason.Of(s_study, [s_worker], owner));
    }
}
