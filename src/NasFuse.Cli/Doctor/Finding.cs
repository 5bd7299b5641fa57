namespace NasFuse.Cli.Doctor;

/// <summary>How a check came out.</summary>
internal enum Verdict
{
    /// <summary>All is well.</summary>
    Pass,

    /// <summary>Works, but something may surprise.</summary>
    Warn,

    /// <summary>Something NasFuse needs does not work.</summary>
    Fail,
}

/// <summary>What a check found.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Verdict">How it came out.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Fix">What to do about it; null when there is nothing to do.</param>
internal sealed record Finding(string Subject, Verdict Verdict, string Detail, string? Fix = null)
{
    /// <summary>Runs a check; an error in it is a failure with its message.</summary>
    public static Finding From(string subject, Func<Finding> check, string fix)
    {
        try
        {
            return check();
        }
        catch (Exception error)
        {
            return new Finding(subject, Verdict.Fail, (error is TypeInitializationException ? error.InnerException ?? error : error).Message, fix);
        }
    }
}
