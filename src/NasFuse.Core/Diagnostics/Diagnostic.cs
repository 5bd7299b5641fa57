namespace NasFuse.Core.Diagnostics;

/// <summary>One mistake in something a person wrote: place, rule, value and fix.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Code">Stable code, e.g. <c>NF0012</c>; every code is a constant of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What is wrong, with the offending value and what would be right.</param>
public sealed record Diagnostic(SourcePlace Place, string Code, string Message)
{
    /// <summary><c>study.json(14,7): error NF0012: unknown key …</c></summary>
    public override string ToString() => $"{Place}: error {Code}: {Message}";
}
