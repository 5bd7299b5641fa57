namespace NasFuse.Core.Analysis;

/// <summary>How a finding ends.</summary>
public enum Verdict
{
    /// <summary>Too little is known yet to say anything.</summary>
    Skip,

    /// <summary>All is well.</summary>
    Pass,

    /// <summary>Worth a look before the results are used.</summary>
    Warn,

    /// <summary>The results, or a part of them, should not be used as they are.</summary>
    Fail,
}

/// <summary>What a check found out about a study.</summary>
/// <param name="Check">Name of the check, e.g. <c>front-stalled</c>.</param>
/// <param name="Verdict">How it ends.</param>
/// <param name="What">What is the case, in one sentence.</param>
/// <param name="Reason">The figures behind it.</param>
/// <param name="Remedy">What a person can do about it; null where there is nothing to do.</param>
public sealed record Finding(string Check, Verdict Verdict, string What, string Reason, string? Remedy = null);
