using NasFuse.Onnx.Packages;

namespace NasFuse.Onnx.Tests.Packages;

public sealed class ModelCardTests
{
    private static readonly string Card = ModelCard.Write(SampleContents.Create());

    [Theory]
    [InlineData("---\nlicense: \"unspecified\"\n")]
    [InlineData("pipeline_tag: image-segmentation\n")]
    [InlineData("- { type: mean_iou, value: 0.4218 }\n---\n")]
    [InlineData("from left to right](architecture.svg)\n\nThe nodes add up to 1.20 ms.\n")]
    [InlineData("| road | 0.8123 |\n")]
    [InlineData("| car \\| van | 0.1250 |\n")]
    [InlineData("| person | – |\n")]
    [InlineData("| **mean** | **0.4218** |\n")]
    [InlineData("Hardware: two cores\n")]
    [InlineData("validation images compared: 1.")]
    [InlineData("- Made-up streets only.\n")]
    [InlineData("| trial | 7 |\n")]
    [InlineData("| exported | 2031-05-06 07:08 UTC |\n")]
    [InlineData("mean [0.4, 0.45, 0.5] and std [0.25, 0.3, 0.35].")]
    [InlineData("const int height = 24, width = 32, classes = 5;")]
    [InlineData("float[] mean = [0.4f, 0.45f, 0.5f], std = [0.25f, 0.3f, 0.35f];")]
    [InlineData("0 road, 1 sky, \"blue\", 2 tree, 3 car, 4 person.")]
    [InlineData(".resize((32, 24), Image.BILINEAR)")]
    public void Says(string text) => Assert.Contains(text, Card, StringComparison.Ordinal);

    [Fact]
    public void Has_its_sections_in_order()
    {
        var headings = Card.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal));
        Assert.Equal(["## Architecture", "## Data", "## Metrics", "## Measured latency", "## Verification", "## Limits", "## How to run it", "## Origin"], headings);
    }

    [Fact]
    public void Code_fences_are_closed() => Assert.Equal(0, Card.Split('\n').Count(line => line.StartsWith("```", StringComparison.Ordinal)) % 2);
}
