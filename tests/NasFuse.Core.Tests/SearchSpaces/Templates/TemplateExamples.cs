using NasFuse.Core.SearchSpaces.Templates;

namespace NasFuse.Core.Tests.SearchSpaces.Templates;

internal static class TemplateExamples
{
    /// <summary>An encoder of two or three stages, then one fusion: 2 · (2 · 3 + 2 · 2 · 3 · 2) without constraints.</summary>
    public static TemplateOptions Small { get; } = new()
    {
        Name = "small",
        Choices =
        [
            new() { Name = "depth", Options = ["2", "3"] },
            new() { Name = "w4", Options = ["8", "16"] },
            new() { Name = "w16", Options = ["16", "24"], When = "depth == 3" },
            new() { Name = "fusion", Options = ["add", "concat", "wsum"] },
            new() { Name = "match", Options = ["c1>up", "up>c1"], When = "depth == 3" },
        ],
        Blocks =
        [
            new() { Lines = ["s2: 1/2 x8 = conv(k=3,s=2) <- image", "s4: 1/4 x{w4} = conv(k=3,s=2) <- s2", "s8: 1/8 x16 = res(s=2) <- s4"] },
            new() { When = "depth == 3", Lines = ["s16: 1/16 x{w16} = res(s=2) <- s8", "m: 1/8 x16 = id <- s16>{match}", "f: 1/4 x{w4} = conv(k=3) <- {fusion}{s4; m>c1>up}"] },
            new() { When = "depth != 3", Lines = ["f: 1/4 x{w4} = conv(k=3) <- {fusion}{s4; s8>c1>up}"] },
            new() { Lines = ["cls: 1/4 x{classes} = conv(k=1,bn=0,act=none) <- f", "out: 1/1 x{classes} = id <- concat{cls>up}"] },
        ],
    };

    /// <summary>Too many assignments to try one by one.</summary>
    public static TemplateOptions Large { get; } = new()
    {
        Name = "large",
        Choices =
        [
            .. Enumerable.Range(1, 8).Select(i => new TemplateChoiceOptions { Name = $"n{i}/op", Options = ["conv(k=3)", "dwsep(k=3)", "mb(k=3,e=3)", "res"] }),
            .. Enumerable.Range(1, 8).Select(i => new TemplateChoiceOptions { Name = $"n{i}/width", Options = ["8", "16", "24", "32"] }),
        ],
        Blocks =
        [
            new() { Lines = ["k0: 1/4 x8 = conv(k=3,s=4) <- image"] },
            new() { Lines = [.. Enumerable.Range(1, 8).Select(i => $"k{i}: 1/4 x{{n{i}/width}} = {{n{i}/op}} <- k{i - 1}")] },
            new() { Lines = ["out: 1/1 x{classes} = conv(k=1,bn=0,act=none) <- k8>up"] },
        ],
        Constraints = [.. Enumerable.Range(2, 7).Select(i => $"n{i}/width >= n{i - 1}/width")],
    };

    public static TemplateSpace Create(params TemplateOptions[] templates) => (TemplateSpace)new TemplateSpaceOptions { Templates = [.. templates] }.Create("space", 11);
}
