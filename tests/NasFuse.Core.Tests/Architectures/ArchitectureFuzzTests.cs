using System.Text;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.TestKit;

namespace NasFuse.Core.Tests.Architectures;

public sealed class ArchitectureFuzzTests
{
    private const string Text = """
        // Top-down fusion over a light encoder.
        s2:  1/2  x16 = conv(k=3,s=2)     <- image
        s4:  1/4  x24 = mb(k=3,e=3,s=2)   <- s2
        s8:  1/8  x32 = mb(k=3,e=3,s=2)   <- s4
        f4:  1/4  x24 = conv(k=3)         <- add{s4; s8>c1>up}
        cls: 1/4  x11 = conv(k=1,bn=0,act=none) <- f4
        out: 1/1  x11 = id                <- cls>up
        """;

    [Fact]
    public void The_text_itself_is_valid() => Assert.Equal(6, ArchitectureText.Parse(Text, "a.txt").Nodes.Length);

    [Fact]
    public void A_mutated_text_is_read_or_rejected_with_a_place()
    {
        var rejected = 0;
        foreach (var mutation in TextMutations.Of(Text)) rejected += IsRejected(mutation) ? 1 : 0;
        Assert.InRange(rejected, 50, int.MaxValue);
    }

    private static bool IsRejected(FileMutation mutation)
    {
        try
        {
            ArchitectureText.Parse(Encoding.UTF8.GetString(mutation.Content), "a.txt");
            return false;
        }
        catch (UserErrorException e)
        {
            Assert.All(e.Diagnostics, mistake => Assert.Equal("a.txt", mistake.Place.File));
            return true;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"mutation '{mutation}' threw {e.GetType().Name}", e);
        }
    }
}
