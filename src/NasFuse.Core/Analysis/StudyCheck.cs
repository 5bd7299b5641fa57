namespace NasFuse.Core.Analysis;

/// <summary>Looks for one thing that spoils studies. Stateless and thread-safe; has a constructor without parameters, by which it is found.</summary>
public abstract class StudyCheck
{
    /// <summary>Name in findings: lower-case words joined by hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>What it found: at least one finding, also when all is well or too little is known.</summary>
    public abstract IEnumerable<Finding> Judge(AnalysedStudy study);

    /// <summary>Too little is known.</summary>
    protected Finding Skip(string what, string reason, string? remedy = null) => new(Name, Verdict.Skip, what, reason, remedy);

    /// <summary>All is well.</summary>
    protected Finding Pass(string what, string reason) => new(Name, Verdict.Pass, what, reason);

    /// <summary>Worth a look.</summary>
    protected Finding Warn(string what, string reason, string remedy) => new(Name, Verdict.Warn, what, reason, remedy);

    /// <summary>Not to be used as it is.</summary>
    protected Finding Fail(string what, string reason, string remedy) => new(Name, Verdict.Fail, what, reason, remedy);
}
