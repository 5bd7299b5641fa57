using System.Text.Json.Nodes;
using LiteDB;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Storage.Queries.Sql;

/// <summary>Runs a SELECT in LiteDB's SQL over the collections <c>trials</c> and <c>epochs</c> of a study.</summary>
/// <remarks>Fields are named as in <see cref="TrialQuery"/>; <c>$</c> is the whole document. NaN and infinities come as null.</remarks>
public static class SqlQuery
{
    /// <summary>The rows, in order.</summary>
    /// <exception cref="UserErrorException">The statement is no SELECT, or LiteDB does not understand it.</exception>
    public static IReadOnlyList<JsonObject> Run(LiteDbTrialReader study, string sql)
    {
        SqlGuard.Require(sql);
        return study.Read(database => Run(database, sql), []);
    }

    private static List<JsonObject> Run(LiteDatabase database, string sql)
    {
        try
        {
            using var reader = database.Execute(sql);
            return [.. reader.ToEnumerable()
                .Select(row => row.IsDocument ? BsonJson.Object(row.AsDocument) : BsonJson.Object(new BsonDocument { ["value"] = row }))];
        }
        catch (Exception exception) when (exception is not IOException)
        {
            // Beside its own exceptions LiteDB lets others through, e.g. OverflowException for a number with twenty digits.
            var offset = exception is LiteException { Position: var position } ? Math.Clamp(position, 0, sql.Length) : 0;
            throw SqlGuard.Error(sql, (int)offset, exception.Message);
        }
    }
}
