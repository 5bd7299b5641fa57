using System.Text.Json.Nodes;

namespace NasFuse.Cli.Tests.Commands;

public sealed class FrontTests(StreetStudy street) : IClassFixture<StreetStudy>
{
    private static readonly byte[] s_pngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    [Fact]
    public void The_table_has_what_no_other_beats_and_the_hypervolume() => Expectation.Meets("front", street.Run("front", "street"));

    [Fact]
    public void JSON_has_rows_as_query_has_them()
    {
        var rows = JsonNode.Parse(street.Run("front", "street", "--format", "json").Succeeded().Output)!.AsArray();
        Assert.Equal([1, 6, 0], rows.Select(row => (int)row!["number"]!));
    }

    [Fact]
    public void The_hypervolume_is_that_of_the_stored_reference_point()
    {
        // Steps over latency in a box of 30 ms by mIoU 1: each point adds its mIoU gain times the time left.
        var expected = ((30 - 3.1) * 0.412 + (30 - 4.9) * (0.487 - 0.412) + (30 - 7.42) * (0.523 - 0.487)) / 30;
        Assert.Contains(FormattableString.Invariant($"hypervolume {expected:F4}"), street.Run("front", "street").Output);
    }

    [Fact]
    public void Pictures_are_drawn_by_the_ending_of_the_name()
    {
        street.Run("front", "street", "--picture", "pictures/front.png").Succeeded();
        Assert.Equal(s_pngSignature, File.ReadAllBytes(street.Folder.In("pictures/front.png"))[..4]);
        street.Run("front", "street", "--picture", "front.svg").Succeeded();
        Assert.Contains("<svg", File.ReadAllText(street.Folder.In("front.svg")));
        Expectation.Meets("front-bad-picture", street.Run("front", "street", "--picture", "front.gif").EndedWith(2));
    }
}
