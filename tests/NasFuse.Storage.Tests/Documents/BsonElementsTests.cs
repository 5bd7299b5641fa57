using System.Text;
using LiteDB;
using NasFuse.Storage.Documents;

namespace NasFuse.Storage.Tests.Documents;

public sealed class BsonElementsTests
{
    private static readonly BsonDocument s_document = new()
    {
        ["text"] = "für 10 €", ["empty"] = "", ["int"] = -7, ["long"] = long.MaxValue, ["real"] = -0.25, ["decimal"] = 18446744073709551615m,
        ["nothing"] = BsonValue.Null, ["yes"] = true, ["time"] = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), ["id"] = ObjectId.NewObjectId(),
        ["guid"] = Guid.NewGuid(), ["bytes"] = new byte[] { 1, 0, 2 }, ["least"] = BsonValue.MinValue, ["most"] = BsonValue.MaxValue,
        ["inner"] = new BsonDocument { ["a/b"] = 1, ["c"] = "d" }, ["list"] = new BsonArray("x", 2), ["end"] = 1,
    };

    [Fact]
    public void Fields_of_all_types_are_passed_over_to_the_last()
    {
        var names = new List<string>();
        foreach (var element in new BsonElements(BsonSerializer.Serialize(s_document))) names.Add(Encoding.UTF8.GetString(element.Name));
        Assert.Equal(s_document.Keys, names);
    }

    [Fact]
    public void Values_are_those_that_were_written()
    {
        var seen = 0;
        foreach (var element in new BsonElements(BsonSerializer.Serialize(s_document)))
        {
            var expected = s_document[Encoding.UTF8.GetString(element.Name)];
            Assert.Equal(expected.IsNull, element.IsNull);
            Assert.Equal(expected.IsString ? expected.AsString : null, element.Text);
            if (expected.IsInt32 || expected.IsInt64) Assert.Equal(expected.AsInt64, element.Whole);
            if (expected.IsDouble || expected.IsInt32) Assert.Equal(expected.AsDouble, element.Real);
            if (expected.IsDecimal) Assert.Equal(expected.AsDecimal, element.Decimal);
            if (expected.IsDocument || expected.IsArray) Assert.Equal(2, Count(element));
            seen++;
        }
        Assert.Equal(s_document.Count, seen);
    }

    private static int Count(BsonElement element)
    {
        var count = 0;
        foreach (var _ in element.Elements) count++;
        return count;
    }
}
