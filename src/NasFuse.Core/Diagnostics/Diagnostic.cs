namespace NasFuse.Core.Diagnostics;

/// <summary>One mistake in something a person wrote: place, rule, value and fix.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Code">Stable code, e.g. <c>NF0012</c>; every code is a constant of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What is wrong, with the offending value and what would be right.</param>
public sealed record Diagnostic(SourcePlace Place, string Code, string Message)
{
    private const int ShownWidth = 100;

    /// <summary>The line that the place's column is in, when it is not in a file that can be opened: an expression of the command line.</summary>
    public string? Excerpt { get; init; }

    /// <summary>The excerpt with a caret under the column, in two lines; of a long one what is near. Null without an excerpt.</summary>
    public string? Pointer()
    {
        if (Excerpt is not { } line || Place.Column < 1) return null;
        var from = Math.Max(0, Math.Min(Place.Column - 1 - ShownWidth / 2, line.Length - ShownWidth));
        var shown = line.Substring(from, Math.Min(ShownWidth, line.Length - from));
        return $"  {new string([.. shown.Select(c => char.IsControl(c) ? ' ' : c)])}\n  {new string(' ', Math.Max(0, Place.Column - 1 - from))}^";
    }

    /// <summary><c>study.json(14,7): error NF0012: unknown key …</c></summary>
    public override string ToString() => $"{Place}: error {Code}: {Message}";
}
