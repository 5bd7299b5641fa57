using NasFuse.Core.Diagnostics;

namespace NasFuse.Data.Formats;

/// <summary>What was found wrong while a data set was opened. Not thread-safe.</summary>
public sealed class DatasetProblems
{
    /// <summary>What makes the data set unusable.</summary>
    public DiagnosticBag Errors { get; } = new();

    /// <summary>What is probably a mistake, but harmless.</summary>
    public DiagnosticBag Warnings { get; } = new();
}
