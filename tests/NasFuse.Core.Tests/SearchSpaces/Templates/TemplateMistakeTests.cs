using System.Collections.Immutable;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.SearchSpaces.Templates;

namespace NasFuse.Core.Tests.SearchSpaces.Templates;

public sealed class TemplateMistakeTests
{
    private static readonly TemplateOptions Small = TemplateExamples.Small;

    private static readonly Dictionary<string, (TemplateOptions Template, string Place, string Code, string Word)> Mistakes = new()
    {
        ["unknown slot"] = (WithLine("f: 1/4 x{w5} = conv(k=3) <- s8>c1>up"), "blocks[2].lines[0]", ErrorCodes.UnknownName, "Did you mean 'w4'?"),
        ["unknown choice"] = (Small with { Constraints = ["deth == 2"] }, "constraints[0]", ErrorCodes.UnknownName, "Did you mean 'depth'?"),
        ["unknown option"] = (Small with { Constraints = ["fusion == ad"] }, "constraints[0]", ErrorCodes.UnknownName, "Did you mean 'add'?"),
        ["unknown option in a list"] = (Small with { Constraints = ["fusion in (add, 'con cat')"] }, "constraints[0]", ErrorCodes.UnknownName, "Did you mean 'concat'?"),
        ["texts in order"] = (Small with { Constraints = ["fusion < w4"] }, "constraints[0]", ErrorCodes.WrongType, "only be compared by =="),
        ["no comparison"] = (Small with { Constraints = ["depth"] }, "constraints[0]", ErrorCodes.ArchitectureSyntax, "expected a comparison"),
        ["unclosed"] = (Small with { Constraints = ["not (depth == 2"] }, "constraints[0]", ErrorCodes.ArchitectureSyntax, "expected ')'"),
        ["more than a condition"] = (Small with { Constraints = ["depth == 2 w4 == 8"] }, "constraints[0]", ErrorCodes.ArchitectureSyntax, "'w4' follows"),
        ["endless nesting"] = (Small with { Constraints = [new string('(', 900)] }, "constraints[0]", ErrorCodes.ArchitectureSyntax, "inside each other"),
        ["a later choice"] = (Small with { Choices = [Small.Choices[0] with { When = "w4 == 8" }, .. Small.Choices[1..]] }, "choices[0].when", ErrorCodes.UnknownName, "unknown choice 'w4'"),
        ["choice twice"] = (Small with { Choices = [.. Small.Choices, Small.Choices[1]] }, "choices[5].name", ErrorCodes.Contradiction, "twice"),
        ["option twice"] = (Small with { Choices = [.. Small.Choices[..4], Small.Choices[4] with { Options = ["c1>up", "c1>up"] }] }, "choices[4].options[1]", ErrorCodes.Contradiction, "twice"),
        ["name of a node"] = (Small with { Choices = [.. Small.Choices, new() { Name = "s4", Options = ["1"] }] }, "choices[5].name", ErrorCodes.Contradiction, "is a node"),
        ["name with blanks"] = (Small with { Choices = [.. Small.Choices, new() { Name = "a b", Options = ["1"] }] }, "choices[5].name", ErrorCodes.OutOfRange, "cannot name a choice"),
        ["unused choice"] = (Small with { Choices = [.. Small.Choices, new() { Name = "spare", Options = ["1"] }] }, "choices[5].name", ErrorCodes.Contradiction, "no line and no condition"),
        ["no assignment"] = (Small with { Constraints = ["depth == 2", "w16 == 16"] }, "constraints", ErrorCodes.Contradiction, "no assignment"),
        ["slot of a choice that is not asked"] = (WithLine("f: 1/4 x{w16} = conv(k=3) <- s8>c1>up"), "blocks[2].lines[0]", ErrorCodes.BadReference, "where the choice 'w16' is not asked"),
        ["bad option"] = (Small with { Choices = [.. Small.Choices[..3], Small.Choices[3] with { Options = ["add", "ad"] }, Small.Choices[4]] }, "blocks[2].lines[0]", ErrorCodes.UnknownVocabulary, "fusion = ad)"),
        ["some assignments"] = (WithLine("f: 1/4 x{w4} = id <- {fusion}{s4; s8>c1>up}"), "blocks[2].lines[0]", ErrorCodes.ChannelMismatch, "(with depth = 2, w4 = 8, fusion = concat)"),
        ["nothing at the output"] = (Small with { Blocks = Small.Blocks[..3] }, "blocks", ErrorCodes.BadOutput, "no node called 'out'"),
        ["rare option of a large template"] = (RareMistake(), "blocks[1].lines[6]", ErrorCodes.ChannelMismatch, "n7/op = id"),
    };

    public static TheoryData<string> Cases => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistakes_are_named_with_key_code_and_fix(string name)
    {
        var (template, place, code, word) = Mistakes[name];
        var error = Assert.Throws<UserErrorException>(() => TemplateExamples.Create(template));
        Assert.Contains(error.Diagnostics, d => d.Place.File == $"space: templates[0].{place}" && d.Code == code && d.Message.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_come_at_once_with_their_places_in_the_file()
    {
        var folder = Directory.CreateTempSubdirectory("nasfuse-template-").FullName;
        var path = Path.Combine(folder, "space.json");
        File.WriteAllText(path, """
            {
              "kind": "template",
              "templates": [{
                "name": "t",
                "choices": [{ "name": "w", "options": ["8", "16"], "when": "x == 1" }],
                "blocks": [
                  { "lines": ["a: 1/2 x{v} = conv(s=2) <- image"] },
                  { "when": "w = 8", "lines": ["out: 1/1 x{classes} = conv(k=1) <- a>up"] }
                ],
                "constraints": ["w == 9"]
              }]
            }
            """);
        var mistakes = Assert.Throws<UserErrorException>(() => SpaceFile.Read(path)).Diagnostics;
        Directory.Delete(folder, recursive: true);
        Assert.Equal([(5, 64), (7, 19), (8, 17), (10, 21)], mistakes.Select(mistake => (mistake.Place.Line, mistake.Place.Column)));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        SearchSpaceOptions options = new TemplateSpaceOptions { Templates = [Small, TemplateExamples.Large] };
        var text = SpecificationReader.Write(options).ToJsonString();
        var bag = new DiagnosticBag();
        Assert.Equal(text, SpecificationReader.Write(SpecificationReader.Read<SearchSpaceOptions>(LocatedJson.Parse("space.json", text), "the search space", bag)!).ToJsonString());
    }

    private static TemplateOptions WithLine(string line) => Small with { Blocks = Small.Blocks.SetItem(2, Small.Blocks[2] with { Lines = [line] }) };

    private static TemplateOptions RareMistake()
    {
        var large = TemplateExamples.Large;
        return large with { Choices = large.Choices.SetItem(6, large.Choices[6] with { Options = [.. large.Choices[6].Options, "id"] }) };
    }
}
