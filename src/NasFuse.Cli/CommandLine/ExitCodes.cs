namespace NasFuse.Cli.CommandLine;

/// <summary>What the process says when it ends; documented in the README.</summary>
internal static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>A mistake of ours.</summary>
    public const int Bug = 1;

    /// <summary>A mistake in the command line, a configuration, an architecture or the data.</summary>
    public const int UserError = 2;

    /// <summary>The study ended without a feasible trial.</summary>
    public const int NothingFeasible = 3;

    /// <summary>An exported network does not compute what the trained one does, or a file of it was changed.</summary>
    public const int VerificationFailed = 4;

    /// <summary>The study's store is missing or held by another process.</summary>
    public const int StoreUnavailable = 5;

    /// <summary>Ended by a signal: 128 + its number, as shells expect (130 for Ctrl-C, 143 for SIGTERM).</summary>
    public static int OfSignal(int signal) => 128 + signal;
}
