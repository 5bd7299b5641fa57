using NasFuse.Data.Formats;

namespace NasFuse.Data.Tests.Formats;

public sealed class ClassesFileReaderTests
{
    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_fine()
    {
        var file = Read("\ufeff{ \"names\": [\"a\", \"b\",], // two\n \"ignoreId\": 9 }");
        Assert.Equal(["a", "b"], file.Names);
        Assert.Equal(9, file.IgnoreId);
        Assert.Equal(MaskKind.Auto, file.Masks);
    }

    [Theory]
    [InlineData("{\n  \"names\": [\"a\", \"b\"],\n  \"colour\": []\n}", 3, 3, ErrorCodes.UnknownKey, "Did you mean 'colours'?")]
    [InlineData("{ \"names\": [\"a\", 7] }", 1, 18, ErrorCodes.WrongType, "a name is needed")]
    [InlineData("{ \"names\": [\"ä\", \"\"] }", 1, 18, ErrorCodes.WrongType, "a name is needed")]
    [InlineData("{ \"names\": {} }", 1, 12, ErrorCodes.WrongType, "a list is needed")]
    [InlineData("{ \"names\": [\"a\", \"b\"], \"colours\": [\"red\", \"#00ff00\"] }", 1, 36, ErrorCodes.WrongType, "#rrggbb")]
    [InlineData("{ \"names\": [\"a\", \"b\"], \"colours\": [[1, 2], \"#00ff00\"] }", 1, 36, ErrorCodes.OutOfRange, "0..255 each")]
    [InlineData("{ \"names\": [\"a\", \"b\"], \"colours\": [[1, 2, 256], [[], 1, 2]] }", 1, 36, ErrorCodes.OutOfRange, "0..255 each")]
    [InlineData("{ \"ignoreId\": 256, \"names\": [\"a\", \"b\"] }", 1, 15, ErrorCodes.OutOfRange, "0..255")]
    [InlineData("{ \"masks\": \"gray\", \"names\": [\"a\", \"b\"] }", 1, 12, ErrorCodes.UnknownName, "\"ids\" or \"colours\"")]
    [InlineData("{ \"names\": [\"a\", \"b\"], \"colours\": [\"#00ff00\"] }", 0, 0, ErrorCodes.Contradiction, "2 names, but 1 colours")]
    [InlineData("{ \"names\": [\"a\", \"b\"], \"masks\": \"colours\" }", 0, 0, ErrorCodes.Contradiction, "no \"colours\"")]
    [InlineData("{ \"names\": [\"a\", \"a\"] }", 0, 0, ErrorCodes.DuplicateKey, "'a' stands 2 times")]
    [InlineData("{ \"names\": [\"a\"] }", 0, 0, ErrorCodes.OutOfRange, "1 classes")]
    [InlineData("{ \"names\": [\"a\", \"b\"], \"ignoreId\": 0 }", 0, 0, ErrorCodes.OutOfRange, "1 classes")]
    [InlineData("{ }", 0, 0, ErrorCodes.MissingKey, "\"names\" is needed")]
    [InlineData("[]", 1, 1, ErrorCodes.WrongType, "an object is needed")]
    [InlineData("{\n\"names\": [\"a\" \"b\"] }", 2, 15, ErrorCodes.MalformedJson, "")]
    [InlineData("{ \"names\": [", 1, 13, ErrorCodes.MalformedJson, "")]
    [InlineData("", 1, 1, ErrorCodes.MalformedJson, "")]
    [InlineData("{ \"names\": [\"a\", \"b\"] } x", 1, 25, ErrorCodes.MalformedJson, "")]
    public void A_mistake_has_its_place(string json, int line, int column, string code, string message)
    {
        var mistake = Assert.Throws<UserErrorException>(() => Read(json)).Diagnostics[0];
        Assert.Equal((line, column, code), (mistake.Place.Line, mistake.Place.Column, mistake.Code));
        Assert.EndsWith("classes.json", mistake.Place.File);
        Assert.Contains(message, mistake.Message);
    }

    [Fact]
    public void All_mistakes_are_found_at_once()
    {
        var error = Assert.Throws<UserErrorException>(() => Read("{ \"nams\": [], \"ignoreId\": -1,\n \"masks\": {\"x\": 1}, \"names\": [null] }"));
        Assert.Equal([ErrorCodes.UnknownKey, ErrorCodes.OutOfRange, ErrorCodes.UnknownName, ErrorCodes.WrongType], error.Diagnostics.Select(d => d.Code));
    }

    private static ClassesFile Read(string json)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("classes.json"), json);
        return ClassesFileReader.Read(folder.File("classes.json"));
    }
}
