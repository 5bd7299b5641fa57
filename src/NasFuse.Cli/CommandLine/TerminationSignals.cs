using System.Runtime.InteropServices;

namespace NasFuse.Cli.CommandLine;

/// <summary>Turns the first Ctrl-C or SIGTERM into a cancellation, so that work is saved; the second one ends the process at once.</summary>
internal sealed class TerminationSignals : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _received;

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
        context.Cancel = Interlocked.CompareExchange(ref _received, number, 0) == 0;
        if (context.Cancel) _cancellation.CancelAsync();
        else Environment.Exit(ExitCodes.OfSignal(number));
    }
}
