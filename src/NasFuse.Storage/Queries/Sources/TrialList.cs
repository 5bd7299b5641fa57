using NasFuse.Core.Studies;

namespace NasFuse.Storage.Queries.Sources;

/// <summary>Trials that are in memory.</summary>
/// <param name="study">Name of their study, or null.</param>
/// <param name="trials">The trials by number.</param>
public sealed class TrialList(string? study, IReadOnlyList<Trial> trials) : TrialSource(study)
{
    /// <inheritdoc/>
    public override IEnumerable<Trial> Read(TrialParts fields) => trials;
}
