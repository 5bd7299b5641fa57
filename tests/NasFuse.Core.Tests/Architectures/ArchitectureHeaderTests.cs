using NasFuse.Core.Architectures;

namespace NasFuse.Core.Tests.Architectures;

public sealed class ArchitectureHeaderTests
{
    [Fact]
    public void Keys_and_values_of_the_leading_comments_are_read()
    {
        var header = ArchitectureHeader.Parse("\uFEFF// System: FCN-8s\r\n\r\n// no key here\n//distortion: D1, sizes: exact\n// distortion: D2\nout: 1/1 x2 = conv <- image // class: direct\n// class: mesh\n");
        Assert.Equal([new("system", "FCN-8s"), new("distortion", "D1, sizes: exact"), new("distortion", "D2")], header.Lines);
        Assert.Equal("FCN-8s", header["system"]);
        Assert.Equal(["D1, sizes: exact", "D2"], header.All("distortion"));
        Assert.Null(header["class"]);
    }

    [Fact]
    public void A_file_without_comments_has_an_empty_header() => Assert.Empty(ArchitectureHeader.Parse("out: 1/1 x2 = conv <- image\n// class: mesh").Lines);
}
