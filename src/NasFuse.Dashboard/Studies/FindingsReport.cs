using NasFuse.Core.Analysis;

namespace NasFuse.Dashboard.Studies;

/// <summary>What is to be known about a study before its results are used.</summary>
/// <param name="Trials">Trials that had ended.</param>
/// <param name="Findings">What the checks found, the worst first.</param>
public sealed record FindingsReport(int Trials, IReadOnlyList<Finding> Findings);
