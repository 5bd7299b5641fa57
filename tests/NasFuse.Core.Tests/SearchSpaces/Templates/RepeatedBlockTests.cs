using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.SearchSpaces.Templates;

namespace NasFuse.Core.Tests.SearchSpaces.Templates;

public sealed class RepeatedBlockTests
{
    private static readonly TemplateBlockOptions Cells = new()
    {
        Repeat = ["cell=1 before=stem width=8", "cell=2 before=c1 width=16"],
        Blocks =
        [
            new() { When = "kind{cell} == plain", Lines = ["c{cell}: 1/2 x{width} = conv(k=3) <- {before}"] },
            new() { When = "kind{cell} == apart", Lines = ["d{cell}: 1/2 x{width} = dwsep(k=3) <- {before}", "c{cell}: 1/2 x{width} = id <- d{cell}"] },
        ],
    };

    private static readonly TemplateOptions Repeated = new()
    {
        Name = "cells",
        Choices = [new() { Name = "kind1", Options = ["plain", "apart"] }, new() { Name = "kind2", Options = ["plain", "apart"] }],
        Blocks =
        [
            new() { Lines = ["stem: 1/2 x8 = conv(s=2) <- image"] },
            Cells,
            new() { Lines = ["out: 1/1 x{classes} = conv(k=1,bn=0,act=none) <- c2>up"] },
        ],
    };

    private static readonly Dictionary<string, (TemplateBlockOptions Block, string Place, string Word)> Mistakes = new()
    {
        ["no round"] = (Cells with { Repeat = ["cell=1 before=stem width=8", "cell"] }, "repeat[1]", "'cell' is no round"),
        ["other names"] = (Cells with { Repeat = [Cells.Repeat[0], "cell=2 before=c1"] }, "repeat[1]", "the first one to cell, before, width"),
        ["a name twice"] = (Cells with { Repeat = ["cell=1 cell=2"] }, "repeat[0]", "twice"),
        ["name of a choice"] = (Cells with { Repeat = ["kind1=1 before=stem width=8"] }, "repeat[0]", "'kind1' is a choice"),
        ["name of the classes"] = (Cells with { Repeat = ["classes=1"] }, "repeat[0]", "number of classes"),
        ["rounds without blocks"] = (Cells with { Blocks = [] }, "", "give both or neither"),
        ["blocks without rounds"] = (Cells with { Repeat = [] }, "", "give both or neither"),
        ["lines as well"] = (Cells with { Lines = ["c2: 1/2 x8 = id <- stem"] }, "", "either 'lines' or 'repeat'"),
        ["neither"] = (new TemplateBlockOptions(), "", "either 'lines' or 'repeat'"),
        ["unknown name inside"] = (Cells with { Blocks = [new() { Lines = ["c{cel}: 1/2 x{width} = id <- stem"] }] }, "blocks[0].lines[0]", "unknown choice 'cel'"),
        ["too long"] = (Cells with
        {
            Repeat = [.. Enumerable.Range(1, 200).Select(i => $"cell={i} before=stem width=8")],
            Blocks = [new() { Lines = [.. Enumerable.Range(1, 26).Select(i => $"c{{cell}}x{i}: 1/2 x{{width}} = id <- {{before}}")] }],
        }, null!, "5202 lines"),
    };

    public static TheoryData<string> Cases => [.. Mistakes.Keys];

    [Fact]
    public void Rounds_are_written_one_after_the_other()
    {
        var space = TemplateExamples.Create(Repeated);
        var choices = Assignment.Empty.Labels.Add("kind1", "apart").Add("kind2", "plain");
        var text = ArchitectureText.Format(space.Build(new ReplayChooser(new Assignment(choices), new RandomChooser(new Random(1)))));
        Assert.Equal(["stem", "d1", "c1", "c2", "out"], text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]));
        Assert.Contains("c2:   1/2 x16 = conv <- c1", text, StringComparison.Ordinal);
        Assert.Equal(4, (int)space.Count().AtMost);
    }

    [Fact]
    public void A_condition_of_the_block_holds_for_every_round()
    {
        var block = Cells with { When = "kind{cell} != plain", Blocks = [Cells.Blocks[1]] };
        var plain = new TemplateBlockOptions { When = "kind1 == plain or kind2 == plain", Lines = ["c2: 1/2 x16 = conv(k=3) <- stem"] };
        var space = TemplateExamples.Create(Repeated with { Blocks = [Repeated.Blocks[0], block, plain, Repeated.Blocks[2]], Constraints = ["kind1 == kind2"] });
        Assert.Equal(2, (int)space.Count().AtMost);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistakes_are_named_with_their_place(string name)
    {
        var (block, place, word) = Mistakes[name];
        var mistakes = Assert.Throws<UserErrorException>(() => TemplateExamples.Create(Repeated with { Blocks = Repeated.Blocks.SetItem(1, block) })).Diagnostics;
        var expected = place switch { null => "space: templates[0].blocks", "" => "space: templates[0].blocks[1]", _ => $"space: templates[0].blocks[1].{place}" };
        Assert.Contains(mistakes, mistake => mistake.Place.File == expected && mistake.Message.Contains(word, StringComparison.Ordinal));
    }
}
