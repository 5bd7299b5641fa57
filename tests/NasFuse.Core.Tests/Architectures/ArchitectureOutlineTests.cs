using CsCheck;
using NasFuse.Core.Architectures;
using NasFuse.TestKit;

namespace NasFuse.Core.Tests.Architectures;

public sealed class ArchitectureOutlineTests
{
    [Fact]
    public void Any_text_says_what_the_architecture_consists_of() => RandomArchitectures.Gen.Sample(AssertOutlined);

    [Fact]
    public void Every_word_of_the_vocabulary_is_read() =>
        Assert.All(VocabularyArchitectures.Names, name => AssertOutlined(VocabularyArchitectures.Of(name, 4)));

    [Fact]
    public void Every_reference_is_read()
    {
        var files = Directory.GetFiles(RepositoryFolder.PathOf("search-spaces", "references"), "*.arch", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => AssertOutlined(ArchitectureText.Parse(File.ReadAllText(file))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no architecture : at = all <- ")]
    public void What_is_no_architecture_has_no_operators(string text) => Assert.Equal(0, ArchitectureOutline.Of(text).MaxWidth);

    private static void AssertOutlined(Architecture architecture)
    {
        var outline = ArchitectureOutline.Of(ArchitectureText.Format(architecture));
        var edges = architecture.Nodes.SelectMany(node => node.Inputs).ToArray();
        Assert.Equal((architecture.Nodes.Length, edges.Length, architecture.Nodes.Max(node => node.Width)), (outline.Nodes, outline.Edges, outline.MaxWidth));
        Assert.Equal(Sorted(architecture.Nodes.Select(node => node.Operator.Text)), outline.Operators.AsEnumerable());
        Assert.Equal(Sorted(architecture.Nodes.Select(node => node.Fusion?.Text).OfType<string>()), outline.Fusions.AsEnumerable());
        Assert.Equal(Sorted(edges.SelectMany(edge => edge.Steps).Select(step => step.Text)), outline.AlignSteps.AsEnumerable());
        Assert.Equal(Sorted(architecture.Nodes.Select(node => $"{node.Scale}")), outline.Scales.AsEnumerable());
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Distinct().Order(StringComparer.Ordinal);
}
