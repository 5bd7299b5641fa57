namespace NasFuse.Cli.CommandLine;

/// <summary>Images per run of an exported network.</summary>
/// <param name="Images">How many, or null for any number.</param>
internal readonly record struct ExportBatch(int? Images)
{
    /// <summary>How any number is written.</summary>
    public const string Dynamic = "dynamic";

    public override string ToString() => Images?.ToString() ?? Dynamic;
}
