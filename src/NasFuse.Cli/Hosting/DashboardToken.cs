using NasFuse.Core.Diagnostics;

namespace NasFuse.Cli.Hosting;

/// <summary>The token of the dashboard, from the environment, so that it stands in no command line.</summary>
internal static class DashboardToken
{
    /// <summary>The variable.</summary>
    public const string Variable = "NASFUSE_DASHBOARD_TOKEN";

    private const int ShortestLength = 8;

    /// <summary>The token that is given, or null.</summary>
    /// <exception cref="UserErrorException">It is too short to keep anybody out.</exception>
    public static string? Given() => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => null,
        { Length: < ShortestLength } => throw new UserErrorException(
            new SourcePlace(Variable), ErrorCodes.OutOfRange,
            $"the dashboard's token needs at least {ShortestLength} characters; make one with: openssl rand -hex 24"),
        var token => token,
    };
}
