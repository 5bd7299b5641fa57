using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Tests.Architectures;

/// <summary>Secondary outputs, shared weights and enlarging nodes: what is right, and what is refused with place and fix.</summary>
public sealed class PortTests
{
    private const string Head =
        """
        e: 1/2 x8 = conv(s=2) <- image
        p: 1/4 x8 = mp <- e

        """;

    [Fact]
    public void The_canonical_id_sees_which_port_is_taken()
    {
        var gates = "d: 1/4 x8 = drcell(gates=1) <- p\nf: 1/4 x8 = id <- mul{p; d.g}\nout: 1/1 x3 = conv(k=1) <- add{f; d}>up";
        Assert.NotEqual(Id(gates.Replace("add{f; d}>up", "f>up", StringComparison.Ordinal)), Id("d: 1/4 x8 = drcell(gates=1) <- p\nf: 1/4 x8 = id <- mul{p; d}\nout: 1/1 x3 = conv(k=1) <- f>up"));

        static string Id(string text) => ArchitectureId.Of(ArchitectureText.Parse(Head + text));
    }

    [Theory]
    [InlineData("u: 1/2 x8 = id <- unpool{p; p.j}\nout: 1/1 x3 = conv(k=1) <- u>up", 3, 29, "'p' = mp has no port 'j'. Did you mean 'i'?")]
    [InlineData("u: 1/2 x8 = id <- unpool{p; e.i}\nout: 1/1 x3 = conv(k=1) <- u>up", 3, 29, "has no port 'i'. It has none")]
    [InlineData("u: 1/2 x8 = id <- unpool{p; p}\nout: 1/1 x3 = conv(k=1) <- u>up", 3, 19, "pooling indices are needed here, such as 'p4.i'")]
    [InlineData("u: 1/4 x8 = id <- add{p; p.i}\nout: 1/1 x3 = conv(k=1) <- u>up", 3, 19, "only 'unpool' can read them")]
    [InlineData("u: 1/2 x8 = tconv <- e\nout: 1/1 x3 = conv(k=1) <- add{u>up; p>up}", 3, 22, "'e' arrives at scale 1/2 but node 'u' needs 1/4")]
    [InlineData("u: 1/8192 x8 = conv <- e\nout: 1/1 x3 = conv(k=1) <- u>up", 3, 4, "is no scale")]
    [InlineData("a: 1/4 x8 = conv <- p\nb: 1/4 x8 = conv(k=5) <- p #share=a\nout: 1/1 x3 = conv(k=1) <- add{a; b}", 4, 13, "both need the same operator and width")]
    [InlineData("a: 1/4 x8 = conv <- p\nb: 1/4 x8 = conv <- p>c1 #share=a\nout: 1/1 x3 = conv(k=1) <- add{a; b}", 4, 13, "the same fusion and the same steps")]
    [InlineData("a: 1/4 x8 = conv <- p\nb: 1/1 x8 = conv <- image #share=a\nout: 1/1 x3 = conv(k=1) <- add{a>up; b}", 4, 13, "give both nodes inputs of equal width")]
    public void Mistakes_have_place_and_fix(string text, int line, int column, string message)
    {
        var mistakes = Assert.Throws<UserErrorException>(() => ArchitectureText.Parse(Head + text)).Diagnostics;
        var mistake = mistakes.First(m => m.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal((line, column), (mistake.Place.Line, mistake.Place.Column));
    }
}
