namespace NasFuse.Storage.Queries.Writers;

/// <summary>One JSON object per line, as <see cref="JsonRowWriter"/> writes them: what programs read line by line while it is written.</summary>
public sealed class JsonLinesRowWriter : RowWriter
{
    /// <inheritdoc/>
    public override void Write(QueryRows rows, TextWriter output)
    {
        foreach (var line in JsonRows.Of(rows))
        {
            output.Write(line);
            output.Write('\n');
        }
    }
}
