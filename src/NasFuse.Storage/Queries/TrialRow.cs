using NasFuse.Core.Architectures;
using NasFuse.Core.Studies;

namespace NasFuse.Storage.Queries;

/// <summary>A trial under question.</summary>
/// <param name="study">Name of its study, or null.</param>
/// <param name="trial">The trial.</param>
internal sealed class TrialRow(string? study, Trial trial)
{
    /// <summary>Name of its study, or null.</summary>
    public string? Study => study;

    /// <summary>The trial.</summary>
    public Trial Trial => trial;

    /// <summary>What its architecture consists of; read when it is first asked for.</summary>
    public ArchitectureOutline Outline => field ??= ArchitectureOutline.Of(trial.Architecture);
}
