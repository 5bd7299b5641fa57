using System.Diagnostics;
using System.Runtime.InteropServices;
using NasFuse.Torch.Runtime;

namespace NasFuse.Cli.CommandLine;

/// <summary>Turns the first Ctrl-C or SIGTERM into a cancellation, so that work is saved; a later one ends the process at once.</summary>
/// <remarks>
/// Later is a second or more: <c>timeout</c>, npm and others signal a whole process group and its members once more, and that is one wish, not two.
/// </remarks>
internal sealed class TerminationSignals : IDisposable
{
    private static readonly TimeSpan s_oneWish = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _received;
    private long _firstAt;

    public TerminationSignals() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Number of the signal that came, or 0.</summary>
    public int Received => _received;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _cancellation.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        var number = context.Signal == PosixSignal.SIGINT ? 2 : 15;
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref _received, number, 0) == 0)
        {
            Interlocked.Exchange(ref _firstAt, Stopwatch.GetTimestamp());
            _cancellation.CancelAsync();
        }
        else if (Stopwatch.GetElapsedTime(Interlocked.Read(ref _firstAt)) >= s_oneWish) ImmediateExit.Now(ExitCodes.OfSignal(number));
    }
}
