using System.Threading.Channels;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NATS.Client.JetStream;

namespace NasFuse.Cluster.Leases;

/// <summary>Sends what a worker says about a trial, in order, and keeps it as long as the engine is away: training goes on meanwhile.</summary>
internal sealed class ReportSender(INatsJSContext stream, string study)
{
    private readonly Channel<(string Subject, byte[] Content)> _unsent = Channel.CreateUnbounded<(string, byte[])>();
    private Task _sending = Task.CompletedTask;
    private int _count;

    /// <summary>Begins to send.</summary>
    public void Start() => _sending = SendAsync();

    /// <summary>Sends a report as soon as the engine takes it.</summary>
    public void Say(ReportDocument report) =>
        _unsent.Writer.TryWrite((Subjects.Report(study, report.Trial, report.Lease, _count++), WireFormats.Report.Write(report)));

    /// <summary>No more will be said; waits until the engine has everything.</summary>
    public Task FlushAsync()
    {
        _unsent.Writer.TryComplete();
        return _sending;
    }

    private async Task SendAsync()
    {
        await foreach (var (subject, content) in _unsent.Reader.ReadAllAsync().ConfigureAwait(false))
            await stream.PublishOnceAsync(subject, content, CancellationToken.None).ConfigureAwait(false);
    }
}
