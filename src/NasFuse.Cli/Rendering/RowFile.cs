using NasFuse.Cli.Files;
using NasFuse.Core.Diagnostics;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Writers;

namespace NasFuse.Cli.Rendering;

/// <summary>Rows in a new file, whose ending names the format: <c>csv json jsonl md parquet</c>.</summary>
internal static class RowFile
{
    private const string Parquet = "parquet";

    /// <exception cref="UserErrorException">The ending names no format.</exception>
    public static void RequireFormat(string path)
    {
        string[] known = [.. RowWriter.ByFormat.Keys, Parquet];
        if (!known.Contains(FormatOf(path), StringComparer.OrdinalIgnoreCase))
            throw new UserErrorException(new SourcePlace("--output"), ErrorCodes.OutOfRange,
                $"'{path}' must end with {string.Join(", ", known.Select(name => $".{name}"))}");
    }

    /// <exception cref="UserErrorException">There is something of that name, or it cannot be written there.</exception>
    public static void Write(string path, QueryRows rows) => OutputFile.WriteNew(path, file =>
    {
        if (FormatOf(path).Equals(Parquet, StringComparison.OrdinalIgnoreCase))
        {
            ParquetRows.WriteAsync(rows, file).GetAwaiter().GetResult();
            return;
        }
        using var text = new StreamWriter(file);
        RowWriter.ByFormat[FormatOf(path)].Write(rows, text);
    });

    private static string FormatOf(string path) => Path.GetExtension(path).TrimStart('.');
}
