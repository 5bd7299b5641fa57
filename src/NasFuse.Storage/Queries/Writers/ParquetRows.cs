using Parquet;
using Parquet.Schema;

namespace NasFuse.Storage.Queries.Writers;

/// <summary>Writes a result as an Apache Parquet file, which pandas, Polars and DuckDB read with its types.</summary>
/// <remarks>
/// A column of whole numbers is int64, one of any numbers double, any other text; whole numbers beyond int64 (seeds) make a column of text, because nothing
/// may be lost. All columns may be missing. Names are dotted, e.g. <c>objectives.miou</c>. The types follow from the values, so all rows are kept in memory.
/// </remarks>
public static class ParquetRows
{
    /// <summary>Writes all rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="output">Where to; can seek; stays open.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task WriteAsync(QueryRows rows, Stream output, CancellationToken cancellation = default)
    {
        var table = rows.ToTable();
        var fields = table.Columns.Select((column, index) => FieldOf(column.Name, [.. table.Rows.Select(row => row[index])])).ToArray();
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields.Select(field => (Field)field.Field)), output, cancellationToken: cancellation)
            .ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            using var group = writer.CreateRowGroup();
            foreach (var (field, values) in fields) await WriteAsync(group, field, values, cancellation).ConfigureAwait(false);
        }
    }

    private static (DataField Field, QueryValue[] Values) FieldOf(string name, QueryValue[] values) =>
        (values.Any(value => !value.IsNull) && values.All(IsLongOrMissing) ? new DataField<long>(name, true)
            : values.Any(value => value.IsNumber) && values.All(IsRealOrMissing) ? new DataField<double>(name, true)
                : new DataField<string>(name, true), values);

    private static bool IsLongOrMissing(QueryValue value) => value.IsNull || (value.Whole is { } whole && whole >= long.MinValue && whole <= long.MaxValue);

    // Beyond 2^53 a double would not be the number any more.
    private static bool IsRealOrMissing(QueryValue value) => value.Text is null && (value.Whole is not { } whole || Int128.Abs(whole) <= 1L << 53);

    private static Task WriteAsync(ParquetRowGroupWriter group, DataField field, QueryValue[] values, CancellationToken cancellation) => field switch
    {
        DataField<long> => group.WriteAsync<long>(field, Array.ConvertAll(values, value => (long?)value.Whole).AsMemory(), cancellationToken: cancellation),
        DataField<double> =>
            group.WriteAsync<double>(field, Array.ConvertAll(values, value => value.IsNull ? null : (double?)value.Real)
            .AsMemory(), cancellationToken: cancellation),
        _ => group.WriteAsync(field, Array.ConvertAll(values, value => value.IsNull ? null! : value.ToString())),
    };
}
