using System.Threading.Channels;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NATS.Client.JetStream;

namespace NasFuse.Cluster.Leases;

/// <summary>Sends what a worker says about a trial, in order, and keeps it as long as the engine is away: training goes on meanwhile. Thread-safe.</summary>
internal sealed class ReportSender(INatsJSContext stream, string study, string worker, int trial, int lease)
{
    private readonly Channel<(string Subject, byte[] Content)> _unsent = Channel.CreateUnbounded<(string, byte[])>();
    private readonly ReportDocument _report = new() { Worker = worker, Trial = trial, Lease = lease };
    private Task _sending = Task.CompletedTask;
    private int _count;

    /// <summary>Begins to send, first of all that the work begins on a device.</summary>
    public void Start(string device)
    {
        _sending = SendAsync();
        Say(_report with { Leased = device });
    }

    /// <summary>Metrics were measured before training.</summary>
    public void Measured(IReadOnlyDictionary<string, double> metrics) => Say(_report with { Measured = new Dictionary<string, double>(metrics) });

    /// <summary>An epoch ended.</summary>
    public void Epoch(EpochRecord epoch) => Say(_report with { Epoch = EpochDocument.Of(epoch) });

    /// <summary>The trial is handed back.</summary>
    public void Returned(string why) => Say(_report with { Returned = why });

    /// <summary>No more will be said; waits until the engine has everything.</summary>
    public Task FlushAsync()
    {
        _unsent.Writer.TryComplete();
        return _sending;
    }

    // Two of one number would be one to the engine, and the second lost.
    private void Say(ReportDocument report) =>
        _unsent.Writer.TryWrite((Subjects.Report(study, trial, lease, Interlocked.Increment(ref _count) - 1), WireFormats.Report.Write(report)));

    private async Task SendAsync()
    {
        await foreach (var (subject, content) in _unsent.Reader.ReadAllAsync().ConfigureAwait(false))
            await stream.PublishOnceAsync(subject, content, CancellationToken.None).ConfigureAwait(false);
    }
}
