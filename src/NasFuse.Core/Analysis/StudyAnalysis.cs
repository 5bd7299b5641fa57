using System.Collections.Immutable;

namespace NasFuse.Core.Analysis;

/// <summary>Looks a study over: every check there is.</summary>
public static class StudyAnalysis
{
    /// <summary>All checks by name: every <see cref="StudyCheck"/> of this assembly.</summary>
    public static IReadOnlyList<StudyCheck> Checks { get; } =
    [
        .. typeof(StudyCheck).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(StudyCheck).IsAssignableFrom(type))
            .Select(type => (StudyCheck)Activator.CreateInstance(type)!)
            .OrderBy(check => check.Name, StringComparer.Ordinal),
    ];

    /// <summary>What all checks found, the worst first, then by name of the check.</summary>
    public static ImmutableArray<Finding> Of(AnalysedStudy study) =>
        [.. Checks.SelectMany(check => check.Judge(study)).OrderByDescending(finding => finding.Verdict)];
}
