using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Tests.Architectures;

public sealed class ClassCountTests
{
    private const string Text = """
        s2:  1/2 x16 = conv(s=2) <- image
        s4:  1/4 x24 = conv(s=2) <- s2
        sc:  1/4 x11 = conv(k=1,bn=0,act=none) <- s4
        hid: 1/2 x16 = conv <- concat{s2; s4>c1:11>up}
        aux: 1/4 x11 = conv(k=1,bn=0,act=none) <- s4 #aux=0.4
        f2:  1/2 x11 = id <- add{sc>up; hid>c1b}
        out: 1/1 x11 = id <- f2>up
        """;

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(150)]
    public void Everything_as_wide_as_the_classes_gets_the_new_number(int classes)
    {
        var changed = ArchitectureText.Parse(Text).WithClasses(classes);
        var expected = ArchitectureText.Parse(Text.Replace("x11", $"x{classes}", StringComparison.Ordinal).Replace(":11", $":{classes}", StringComparison.Ordinal));
        Assert.Equal(expected, changed);
        Assert.Equal(classes, changed.Classes);
        ArchitectureChecks.ThrowIfInvalid(changed);
    }

    [Fact]
    public void The_way_back_leads_to_the_same_architecture()
    {
        var architecture = ArchitectureText.Parse(Text);
        Assert.Equal(architecture, architecture.WithClasses(19).WithClasses(11));
        Assert.Same(architecture, architecture.WithClasses(11));
    }

    [Fact]
    public void Widths_that_follow_from_the_number_of_classes_are_refused_and_not_guessed()
    {
        var architecture = ArchitectureText.Parse("""
            a:   1/1 x11 = conv <- image
            b:   1/1 x11 = conv <- a
            ab:  1/1 x22 = id <- concat{a; b}
            out: 1/1 x11 = conv(k=1) <- ab
            """);
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => architecture.WithClasses(8)).Diagnostics);
        Assert.Equal((ErrorCodes.ChannelMismatch, "node 'ab'"), (mistake.Code, mistake.Place.File));
        Assert.Contains("has width 22 but its operator id gives 16 channels", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-3)]
    public void Fewer_than_two_classes_are_a_user_error(int classes) =>
        Assert.NotEmpty(Assert.Throws<UserErrorException>(() => ArchitectureText.Parse(Text).WithClasses(classes)).Diagnostics);
}
