namespace NasFuse.Core.Diagnostics;

/// <summary>Collects mistakes while reading goes on, so that a person sees all of them at once. Not thread-safe.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>What was found so far, in order of discovery.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>True when nothing was found.</summary>
    public bool IsEmpty => _diagnostics.Count == 0;

    /// <summary>Notes one mistake.</summary>
    public void Add(SourcePlace place, string code, string message) => _diagnostics.Add(new Diagnostic(place, code, message));

    /// <summary>Takes over mistakes found elsewhere.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics) => _diagnostics.AddRange(diagnostics);

    /// <summary>Throws everything collected, sorted by place; does nothing when empty.</summary>
    /// <exception cref="UserErrorException">There are mistakes.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty) throw new UserErrorException([.. _diagnostics.OrderBy(d => d.Place.File, StringComparer.Ordinal).ThenBy(d => d.Place.Line).ThenBy(d => d.Place.Column)]);
    }
}
