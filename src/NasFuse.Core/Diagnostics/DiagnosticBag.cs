namespace NasFuse.Core.Diagnostics;

/// <summary>Collects mistakes while reading goes on, so that a person sees all of them at once. Not thread-safe.</summary>
public sealed class DiagnosticBag
{
    private const int MostShown = 200;

    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>What was found so far, in order of discovery.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>True when nothing was found.</summary>
    public bool IsEmpty => _diagnostics.Count == 0;

    /// <summary>True when so many were found that looking for more helps nobody.</summary>
    public bool IsFull => _diagnostics.Count >= MostShown;

    /// <summary>Notes one mistake.</summary>
    public void Add(SourcePlace place, string code, string message) => _diagnostics.Add(new Diagnostic(place, code, message));

    /// <summary>Takes over mistakes found elsewhere.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics) => _diagnostics.AddRange(diagnostics);

    /// <summary>Throws everything collected, sorted by place, at most 200 of it; does nothing when empty.</summary>
    /// <exception cref="UserErrorException">There are mistakes.</exception>
    public void ThrowIfAny()
    {
        if (IsEmpty) return;
        var sorted = _diagnostics.OrderBy(d => d.Place.File, StringComparer.Ordinal).ThenBy(d => d.Place.Line).ThenBy(d => d.Place.Column).ToList();
        if (sorted.Count <= MostShown) throw new UserErrorException(sorted);
        var last = sorted[MostShown - 1];
        throw new UserErrorException([.. sorted.Take(MostShown - 1), last with { Message = $"{last.Message} ({sorted.Count - MostShown} further mistakes are not listed.)" }]);
    }
}
