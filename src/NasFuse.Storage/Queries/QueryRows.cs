namespace NasFuse.Storage.Queries;

/// <summary>The result of a query whose rows are read as they are asked for, once.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, in order; each has one value per column.</param>
public sealed record QueryRows(IReadOnlyList<QueryColumn> Columns, IEnumerable<IReadOnlyList<QueryValue>> Rows)
{
    /// <summary>All of them in memory.</summary>
    public QueryTable ToTable() => new(Columns, [.. Rows]);
}
