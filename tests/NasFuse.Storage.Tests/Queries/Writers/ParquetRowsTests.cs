using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Writers;
using Parquet;
using Parquet.Schema;

namespace NasFuse.Storage.Tests.Queries.Writers;

public sealed class ParquetRowsTests
{
    private static readonly QueryTable Table = QueryTable.Of(
        ["whole", "real", "text", "seed", "nothing"],
        [
            [QueryValue.Of((Int128)1), QueryValue.Of((Int128)2), QueryValue.Of("a"), QueryValue.Of((Int128)ulong.MaxValue), QueryValue.Null],
            [QueryValue.Null, QueryValue.Of(0.5), QueryValue.Null, QueryValue.Of((Int128)7), QueryValue.Null],
            [QueryValue.Of((Int128)(-3)), QueryValue.Null, QueryValue.Of("ü, \"b\"\nc"), QueryValue.Null, QueryValue.Null],
        ]);

    [Fact]
    public async Task Values_read_back_with_their_types_and_gaps()
    {
        using var file = await WriteAsync(Table);
        await using var reader = await ParquetReader.CreateAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(Table.Columns.Select(column => column.Name), reader.Schema.GetDataFields().Select(field => field.Name));
        using var group = reader.OpenRowGroupReader(0);
        Assert.Equal([1, null, -3], await ReadAsync<long>(group, reader.Schema, "whole"));
        Assert.Equal([2, 0.5, null], await ReadAsync<double>(group, reader.Schema, "real"));
        Assert.Equal(["a", null, "ü, \"b\"\nc"], await ReadTextAsync(group, reader.Schema, "text"));
        Assert.Equal(["18446744073709551615", "7", null], await ReadTextAsync(group, reader.Schema, "seed"));
        Assert.Equal([null, null, null], await ReadTextAsync(group, reader.Schema, "nothing"));
    }

    [Fact]
    public async Task A_result_without_rows_is_a_file_with_columns()
    {
        using var file = await WriteAsync(Table with { Rows = [] });
        await using var reader = await ParquetReader.CreateAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(5, reader.Schema.GetDataFields().Length);
    }

    private static async Task<MemoryStream> WriteAsync(QueryTable table)
    {
        var file = new MemoryStream();
        await ParquetRows.WriteAsync(new QueryRows(table.Columns, table.Rows), file, TestContext.Current.CancellationToken);
        file.Position = 0;
        return file;
    }

    private static async Task<T?[]> ReadAsync<T>(ParquetRowGroupReader group, ParquetSchema schema, string name)
        where T : struct
    {
        var values = new T?[Table.Rows.Count];
        await group.ReadAsync<T>(schema.FindDataField(name), values.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        return values;
    }

    private static async Task<string?[]> ReadTextAsync(ParquetRowGroupReader group, ParquetSchema schema, string name)
    {
        var values = new string?[Table.Rows.Count];
        await group.ReadAsync(schema.FindDataField(name), values.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        return values;
    }
}
