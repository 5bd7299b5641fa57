namespace NasFuse.Core.Analysis;

/// <summary>Counts findings by how they end.</summary>
public static class VerdictCounts
{
    /// <summary><c>2 warnings, 5 passed, 4 not judged</c>, the worst first; empty without findings.</summary>
    public static string Text(IEnumerable<Finding> findings) => string.Join(", ",
        findings.GroupBy(finding => finding.Verdict).OrderByDescending(group => group.Key)
            .Select(group => $"{group.Count()} {Plural(group.Key, group.Count())}"));

    private static string Plural(Verdict verdict, int count) => verdict switch
    {
        Verdict.Fail => count == 1 ? "failure" : "failures",
        Verdict.Warn => count == 1 ? "warning" : "warnings",
        Verdict.Pass => "passed",
        _ => "not judged",
    };
}
