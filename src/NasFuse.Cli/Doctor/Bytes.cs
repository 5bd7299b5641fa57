namespace NasFuse.Cli.Doctor;

/// <summary>Amounts of memory in words.</summary>
internal static class Bytes
{
    /// <summary><c>15.6 GiB</c></summary>
    public static string Text(long bytes) => FormattableString.Invariant($"{bytes / (double)(1L << 30):F1} GiB");
}
