namespace NasFuse.Core.Diagnostics;

/// <summary>The person made a mistake, and here is every one found: shown without a stack trace, exit code 2.</summary>
public sealed class UserErrorException : Exception
{
    /// <summary>All mistakes found together; never empty.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Reports several mistakes at once.</summary>
    /// <exception cref="ArgumentException"><paramref name="diagnostics"/> is empty.</exception>
    public UserErrorException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics))
    {
        if (diagnostics.Count == 0) throw new ArgumentException("At least one mistake is needed.", nameof(diagnostics));
        Diagnostics = diagnostics;
    }

    /// <summary>Reports one mistake.</summary>
    public UserErrorException(SourcePlace place, string code, string message)
        : this([new Diagnostic(place, code, message)])
    {
    }
}
