using CsCheck;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Tests.Architectures;

public sealed class ArchitectureTextTests
{
    [Fact]
    public void Random_architectures_round_trip() =>
        RandomArchitectures.Gen.Sample(architecture => architecture.Equals(ArchitectureText.Parse(ArchitectureText.Format(architecture))), iter: 300);

    [Theory]
    [InlineData("a: 1/2 x8 = cnov(k=3,s=2) <- image", 1, 13, ErrorCodes.UnknownVocabulary, "'conv'")]
    [InlineData("a: 1/2 x8 = conv(k=4,s=2) <- image", 1, 13, ErrorCodes.OutOfRange, "must be odd but was 4")]
    [InlineData("a: 1/2 x8 = conv(kk=3,s=2) <- image", 1, 13, ErrorCodes.UnknownKey, "'k'")]
    [InlineData("a: 1/3 x8 = conv(s=2) <- image", 1, 4, ErrorCodes.ArchitectureSyntax, "power of two")]
    [InlineData("a: 1/2 x0 = conv(s=2) <- image", 1, 9, ErrorCodes.OutOfRange, "1..65536")]
    [InlineData("a: 1/2 x8 conv(s=2) <- image", 1, 11, ErrorCodes.ArchitectureSyntax, "expected '='")]
    [InlineData("a: 1/2 x8 = conv(s=2) <- imge", 1, 26, ErrorCodes.BadReference, "'image'")]
    [InlineData("a: 1/2 x8 = conv(s=2) <- b", 1, 26, ErrorCodes.BadReference, "unknown node 'b'")]
    [InlineData("a: 1/2 x8 = conv(s=2) <- a", 1, 26, ErrorCodes.BadReference, "reads itself")]
    [InlineData("a: 1/4 x8 = conv(s=2) <- image", 1, 26, ErrorCodes.ScaleMismatch, "needs 1/2")]
    [InlineData("a: 1/2 x8 = conv(s=2) <- image>upp", 1, 32, ErrorCodes.UnknownVocabulary, "'up'")]
    [InlineData("a: 1/2 x8 = conv(s=2) <- ad{image>mp; image>mp}", 1, 26, ErrorCodes.UnknownVocabulary, "'add'")]
    [InlineData("a: 1/2 x8 = id <- image>mp", 1, 13, ErrorCodes.ChannelMismatch, "gives 3 channels")]
    [InlineData("a: 1/2 x8 = conv(s=2) <- image #auy=1", 1, 33, ErrorCodes.UnknownKey, "'aux'")]
    [InlineData("a: 1/2 x8 = conv(s=2) <- image #detial=1", 1, 33, ErrorCodes.UnknownKey, "'detail'")]
    [InlineData("a: 1/2 x1 = conv(s=2) <- image #detail=0", 1, 40, ErrorCodes.OutOfRange, "a detail head must be above 0")]
    [InlineData("a: 1/2 x1 = conv(s=2) <- image #detail=x", 1, 40, ErrorCodes.OutOfRange, "a detail head must be above 0")]
    [InlineData("a: 1/2 x8 = conv(s=2) <- image #detail=1", 1, 1, ErrorCodes.BadOutput, "must have 1 channel (border or not) but has 8; make it x1")]
    [InlineData("a: 1/2 x8 = conv(s=2) <- image }", 1, 32, ErrorCodes.ArchitectureSyntax, "nothing more")]
    public void Mistakes_have_a_place_a_rule_and_a_fix(string line, int row, int column, string code, string says)
    {
        var errors = Assert.Throws<UserErrorException>(() => ArchitectureText.Parse(line + "\nout: 1/1 x3 = conv(k=1) <- a>up\n", "x.arch")).Diagnostics;
        Assert.Contains(errors, error => error.Place == new SourcePlace("x.arch", row, column) && error.Code == code && error.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var errors = Assert.Throws<UserErrorException>(() => ArchitectureText.Parse(
            """
            a: 1/2 x8 = cnov(s=2) <- image
            b: 1/2 x8 = conv(s=2) <- image>uq
            out: 1/2 x3 = conv(k=1) <- a
            """)).Diagnostics;
        Assert.Equal([1, 2, 3], errors.Select(error => error.Place.Line).Distinct());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\u0001\u0002garbage")]
    [InlineData("a")]
    [InlineData("a: ")]
    [InlineData("a: 1/2 x99999999999999 = conv <- image")]
    [InlineData("out: 1/1 x1 = conv <- image")]
    [InlineData("out: 1/1 x3 = conv(k=99999999999) <- image")]
    [InlineData("out: 4096/1 x65536 = conv <- image>up")]
    public void Garbage_is_a_user_error(string text) => Assert.NotEmpty(Assert.Throws<UserErrorException>(() => ArchitectureText.Parse(text)).Diagnostics);

    [Fact]
    public void Unused_nodes_are_refused_and_marked_heads_are_not()
    {
        const string Body = "a: 1/2 x8 = conv(s=2) <- image\nh: 1/2 x3 = conv <- a{0}\nout: 1/1 x3 = conv(k=1) <- a>up\n";
        Assert.Contains("reaches no output", Assert.Throws<UserErrorException>(() => ArchitectureText.Parse(Body.Replace("{0}", ""))).Message);
        var graph = ArchitectureText.Parse(Body.Replace("{0}", " #aux=0.4")).Lower(new(64, 64));
        Assert.Equal(0.4, Assert.Single(graph.AuxiliaryHeads).Weight);
        Assert.True(GraphCost.Of(graph.Deployed()).Parameters < GraphCost.Of(graph).Parameters);
        Assert.Empty(graph.Deployed().AuxiliaryHeads);
    }

    [Fact]
    public void A_detail_head_has_one_channel_whatever_the_classes_and_is_not_deployed()
    {
        const string Text = "a: 1/2 x8 = conv(s=2) <- image\nd: 1/2 x1 = conv <- a #detail=1.5\nout: 1/1 x3 = conv(k=1) <- a>up\n";
        var graph = ArchitectureText.Parse(Text).Lower(new(64, 64));
        var head = Assert.Single(graph.AuxiliaryHeads);
        Assert.Equal((AuxiliaryHeadKind.Detail, 1.5, 1), (head.Kind, head.Weight, graph.Nodes[head.Node].Shape.Channels));
        Assert.StartsWith("d/", graph.Nodes[head.Node].Name, StringComparison.Ordinal);
        Assert.Empty(graph.Deployed().AuxiliaryHeads);
        Assert.DoesNotContain(graph.Deployed().Nodes, node => node.Name.StartsWith("d/", StringComparison.Ordinal));
        Assert.Contains(" #detail=1.5\n", ArchitectureText.Format(ArchitectureText.Parse(Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void No_head_can_be_of_both_kinds() => Assert.Throws<UserErrorException>(() =>
        ArchitectureText.Parse("a: 1/2 x3 = conv(s=2) <- image #aux=0.4 #detail=1\nout: 1/1 x3 = conv(k=1) <- a>up\n"));

    [Fact]
    public void Shared_weights_count_once()
    {
        const string Body = "a: 1/2 x8 = conv(s=2) <- image\nb: 1/2 x8 = conv <- a\nc: 1/2 x8 = conv <- b{0}\nout: 1/1 x3 = conv(k=1) <- c>up\n";
        var own = GraphCost.Of(ArchitectureText.Parse(Body.Replace("{0}", "")).Lower(new(64, 64)));
        var shared = GraphCost.Of(ArchitectureText.Parse(Body.Replace("{0}", " #share=b")).Lower(new(64, 64)));
        Assert.Equal(own.Parameters - (9 * 64 + 16), shared.Parameters);
        Assert.Equal(own.Macs, shared.Macs);
    }
}
