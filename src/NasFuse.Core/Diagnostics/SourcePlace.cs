namespace NasFuse.Core.Diagnostics;

/// <summary>A place in a file a person wrote: what an error message points at.</summary>
/// <param name="File">File name as the person gave it.</param>
/// <param name="Line">1-based line; 0 when the whole file is meant.</param>
/// <param name="Column">1-based column in UTF-16 code units; 0 when the whole line or file is meant.</param>
public readonly record struct SourcePlace(string File, int Line = 0, int Column = 0)
{
    /// <summary><c>file(line,column)</c>, the form editors and build logs recognise.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}
