using Microsoft.Extensions.Hosting;

namespace NasFuse.Cli.Hosting;

/// <summary>Leaves signals to <see cref="CommandLine.TerminationSignals"/>; the host would otherwise install its own handlers.</summary>
internal sealed class NoSignalsLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
