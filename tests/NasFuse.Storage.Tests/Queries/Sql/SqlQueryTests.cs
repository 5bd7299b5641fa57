using System.Text.Json.Nodes;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Sql;
using NasFuse.Storage.Queries.Writers;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests.Queries.Sql;

public sealed class SqlQueryTests : IDisposable
{
    private readonly TemporaryStudy _study = new();
    private readonly LiteDbTrialStore _store;
    private readonly LiteDbTrialReader _reader;

    public SqlQueryTests()
    {
        _store = LiteDbTrialStore.Open(_study.Folder);
        _reader = LiteDbTrialReader.Open(_study.Folder);
        for (var number = 0; number < 5; number++)
        {
            _store.Propose(TrialGenerator.Proposed(number) with { Metrics = QueryTrials.Values(("miou", number / 10d), ("latencyMs", double.NaN)), Error = "ran into; a wall" }, []);
            _store.Report(number, new EpochRecord(1, number, 0.1, 0.5, 1, 1));
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _store.Dispose();
        _study.Dispose();
    }

    private string Json(string sql) => new JsonArray([.. SqlQuery.Run(_reader, sql)]).ToJsonString();

    [Theory]
    [InlineData("SELECT number, objectives.miou AS miou FROM trials WHERE objectives.miou > 0.1 OR number = 0 ORDER BY number DESC LIMIT 2", """[{"number":4,"miou":0.4},{"number":3,"miou":0.3}]""")]
    [InlineData("select { n: number, o: objectives } from trials where number = 1;", """[{"n":1,"o":{"latencyMs":null,"miou":0.1}}]""")]
    [InlineData("SELECT seed FROM trials WHERE number = 0", """[{"seed":18446744073709551615}]""")]
    [InlineData("SELECT COUNT(*) AS n FROM epochs WHERE loss >= 3", """[{"n":2}]""")]
    [InlineData("SELECT number FROM trials WHERE error = 'ran into; a wall' AND number = 2 -- into; x", """[{"number":2}]""")]
    public void A_select_is_run(string sql, string expected) => Assert.Equal(expected, Json(sql));

    [Theory]
    [InlineData("DELETE trials", 1, "only one SELECT")]
    [InlineData("UPDATE trials SET number = 1", 1, "only one SELECT")]
    [InlineData("", 1, "only one SELECT")]
    [InlineData("-- SELECT\nDROP COLLECTION trials", 1, "only one SELECT")]
    [InlineData("EXPLAIN SELECT $ FROM trials", 1, "only one SELECT")]
    [InlineData("SELECT $ INTO copies FROM trials", 10, "'INTO' would write")]
    [InlineData("SELECT 1into $file('x.json') FROM trials", 9, "'into' would write")]
    [InlineData("SELECT '\\u''''' into copies from trials where 1 = '1'", 17, "would write")]
    [InlineData("SELECT $ FROM trials FOR  UPDATE", 22, "'FOR  UPDATE' would write")]
    [InlineData("SELECT $ FROM trials; DELETE trials", 21, "only one statement")]
    [InlineData("SELECT $ FROM trails", 15, "Did you mean 'trials'?")]
    [InlineData("SELECT $ FROM $file('secret.json')", 15, "there is no collection '$file'.")]
    public void Everything_else_is_refused(string sql, int column, string message)
    {
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => SqlQuery.Run(_reader, sql)).Diagnostics);
        Assert.Equal((new SourcePlace("--sql", 1, column), ErrorCodes.BadQuery), (mistake.Place, mistake.Code));
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT number FROM trials WHERE")]
    [InlineData("SELECT seed FROM trials WHERE seed = 18446744073709551615")]
    [InlineData("SELECT nosuchfunction(number) FROM trials")]
    [InlineData("SELECT number FROM trials LIMIT many")]
    [InlineData("SELECT 'open FROM trials")]
    public void What_LiteDB_does_not_understand_is_a_mistake_with_a_place(string sql)
    {
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => SqlQuery.Run(_reader, sql)).Diagnostics);
        Assert.Equal(ErrorCodes.BadQuery, mistake.Code);
        Assert.InRange(mistake.Place.Column, 1, sql.Length + 1);
    }

    [Fact]
    public void Rows_can_be_written_in_every_format()
    {
        var rows = SqlQuery.Run(_reader, "SELECT { number, objectives, list: [1, 'x'] } FROM trials WHERE number < 2");
        var csv = new StringWriter();
        RowWriter.ByFormat["csv"].Write(QueryTable.Of(rows), csv);
        Assert.Equal("number,objectives.latencyMs,objectives.miou,list\n0,,0,\"[1,\"\"x\"\"]\"\n1,,0.1,\"[1,\"\"x\"\"]\"\n", csv.ToString());
        var json = new StringWriter();
        JsonRowWriter.WriteObjects(rows, json);
        Assert.Equal("""{"number":1,"objectives":{"latencyMs":null,"miou":0.1},"list":[1,"x"]}""", JsonNode.Parse(json.ToString())![1]!.ToJsonString());
    }
}
