using NasFuse.Core.Studies;

namespace NasFuse.Storage.Queries.Sources;

/// <summary>Trials of one study that can be asked about.</summary>
/// <param name="study">Name of the study, or null where it does not matter.</param>
public abstract class TrialSource(string? study)
{
    /// <summary>Name of the study, or null where it does not matter.</summary>
    public string? Study => study;

    /// <summary>The trials by number, read as they are asked for.</summary>
    /// <param name="fields">What will be looked at; the rest may be left empty.</param>
    public abstract IEnumerable<Trial> Read(TrialParts fields);
}
