using System.Runtime.InteropServices;

namespace NasFuse.Cli.CommandLine;

/// <summary>
/// One more signal that lets work be saved before the process ends, as the first SIGTERM does; batch systems announce the end of an allocation so.
/// </summary>
internal sealed class DrainSignal : IDisposable
{
    /// <summary>What SIGTERM is called.</summary>
    public const string Term = "TERM";

    private readonly CancellationTokenSource _ending;
    private readonly PosixSignalRegistration? _registration;

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="cancellation">Ends the work as well.</param>
    public DrainSignal(string name, CancellationToken cancellation)
    {
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (Further.TryGetValue(name, out var signal)) _registration = PosixSignalRegistration.Create(signal, Handle);
    }

    /// <summary>The signals that can be named on this system.</summary>
    public static string[] Names => [Term, "INT", .. Further.Keys];

    /// <summary>Cancelled when the work should be saved and end.</summary>
    public CancellationToken Token => _ending.Token;

    /// <summary>Signals beside those that end every verb; the numbers of the last two differ between systems, and Windows has neither.</summary>
    private static IReadOnlyDictionary<string, PosixSignal> Further { get; } = OperatingSystem.IsWindows()
        ? new Dictionary<string, PosixSignal>()
        : new Dictionary<string, PosixSignal>
        {
            ["HUP"] = PosixSignal.SIGHUP,
            ["USR1"] = (PosixSignal)(OperatingSystem.IsLinux() ? 10 : 30),
            ["USR2"] = (PosixSignal)(OperatingSystem.IsLinux() ? 12 : 31),
        };

    public void Dispose()
    {
        _registration?.Dispose();
        _ending.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        _ending.CancelAsync();
    }
}
