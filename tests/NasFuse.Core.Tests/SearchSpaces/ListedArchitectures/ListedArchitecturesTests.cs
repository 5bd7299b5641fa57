using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Operators;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using NasFuse.TestKit;

namespace NasFuse.Core.Tests.SearchSpaces.ListedArchitectures;

public sealed class ListedArchitecturesTests
{
    [Fact]
    public void Every_file_is_an_architecture_for_the_classes_of_the_data()
    {
        using var folder = new ListedFolder();
        var space = folder.Read().Create(8);
        Proposal[] proposals = [.. space.Enumerate()];
        Assert.Equal(["a", "b", "more/c"], proposals.Select(proposal => proposal.Assignment.Labels["architecture"]));
        Assert.Equal([3, 1, 5], proposals.Select(proposal => ((Conv)proposal.Architecture.Nodes[0].Operator).Kernel));
        Assert.All(proposals, proposal => Assert.Equal(8, proposal.Architecture.Classes));
        Assert.Equal(SpaceCount.Exactly(3), space.Count());
    }

    [Fact]
    public void Count_is_that_of_distinct_architectures()
    {
        using var folder = new ListedFolder();
        folder.Write("more/same.arch", "// another remark\nout:  1/1 x11 = conv(k=1) <- image");
        Assert.Equal(SpaceCount.Exactly(3), folder.Read().Create(11).Count());
        Assert.Equal(4, folder.Read().Create(11).Enumerate().Count());
    }

    [Fact]
    public void An_architecture_of_the_list_is_found_and_no_other()
    {
        using var folder = new ListedFolder();
        var space = folder.Read().Create(11);
        foreach (var listed in space.Enumerate()) Assert.Equal(listed.Assignment, space.Find(listed.Architecture));
        Assert.Null(space.Find(ArchitectureText.Parse(ListedFolder.WithKernel(9))));
    }

    [Fact]
    public void A_single_architecture_has_its_name_in_the_assignment()
    {
        using var folder = new ListedFolder("""{ "kind": "architectures", "files": ["b.arch", "?.arch", "b.arch"] }""");
        File.Delete(folder.PathOf("a.arch"));
        Assert.Equal("b", Assert.Single(folder.Read().Create(11).Enumerate()).Assignment.Labels["architecture"]);
    }

    [Fact]
    public void What_was_read_is_kept_when_files_change_and_remarks_do_not_count()
    {
        using var folder = new ListedFolder();
        var options = folder.Read().Options;
        var json = SpecificationReader.Write(options);
        folder.Write("a.arch", "// another remark\n" + ListedFolder.WithKernel(3));
        Assert.Equal(json.ToJsonString(), SpecificationReader.Write(folder.Read().Options).ToJsonString());
        folder.Write("a.arch", ListedFolder.WithKernel(7));
        Assert.NotEqual(json.ToJsonString(), SpecificationReader.Write(folder.Read().Options).ToJsonString());
        var again = SpecificationReader.Read<SearchSpaceOptions>(LocatedJson.Parse("manifest", json.ToJsonString()), "the search space", new DiagnosticBag())!;
        Assert.Equal(options.Create("x", 5).Enumerate(), again.Create("x", 5).Enumerate());
    }

    [Fact]
    public void Mistakes_of_all_files_come_with_their_line_and_column()
    {
        using var folder = new ListedFolder();
        folder.Write("a.arch", ListedFolder.Small.Replace("conv", "cnov", StringComparison.Ordinal));
        folder.Write("more/c.arch", "// one\n// two\nout: 1/2 x11 = conv(s=2) <- image\n");
        Assert.Equal(
            [(folder.PathOf("a.arch"), 2, 16, ErrorCodes.UnknownVocabulary), (folder.PathOf("more/c.arch"), 3, 6, ErrorCodes.BadOutput)],
            folder.Mistakes().Select(mistake => (mistake.Place.File, mistake.Place.Line, mistake.Place.Column, mistake.Code)));
    }

    [Theory]
    [InlineData("nowhere/*.arch", ErrorCodes.FileUnreadable, "no file matches 'nowhere/*.arch'")]
    [InlineData("c.arch", ErrorCodes.FileUnreadable, "no file matches 'c.arch'")]
    [InlineData("*/c.arch", ErrorCodes.OutOfRange, "'*' or '?' only in the last part")]
    [InlineData("more/", ErrorCodes.OutOfRange, "must be a path relative")]
    [InlineData("/etc/hosts", ErrorCodes.OutOfRange, "must be a path relative")]
    public void A_pattern_without_files_is_a_mistake_at_its_place(string pattern, string code, string message)
    {
        using var folder = new ListedFolder($$"""{ "kind": "architectures", "files": ["*.arch", "{{pattern}}"] }""");
        var mistake = Assert.Single(folder.Mistakes());
        Assert.Equal((folder.SpacePath, 1, 48, code), (mistake.Place.File, mistake.Place.Line, mistake.Place.Column, mistake.Code));
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_is_a_mistake()
    {
        using var folder = new ListedFolder("""{ "kind": "architectures" }""");
        var mistake = Assert.Single(folder.Mistakes());
        Assert.Equal((folder.SpacePath, 1, ErrorCodes.MissingKey), (mistake.Place.File, mistake.Place.Line, mistake.Code));
    }

    [Fact]
    public void Names_are_unique_and_architectures_may_be_written_out()
    {
        using var folder = new ListedFolder("""
            { "kind": "architectures", "files": ["b.arch"],
              "architectures": [{ "name": "own", "text": "out: 1/1 x5 = conv <- image" }, { "name": "b", "text": "out: 1/1 x5 = conv(k=5) <- image" }] }
            """);
        Assert.Contains("'b' is the name of an earlier architecture", Assert.Single(folder.Mistakes()).Message, StringComparison.Ordinal);
        folder.Write("space.json", File.ReadAllText(folder.SpacePath).Replace("\"b\"", "\"c\"", StringComparison.Ordinal));
        Assert.Equal(["own", "c", "b"], folder.Read().Create(7).Enumerate().Select(proposal => proposal.Assignment.Labels["architecture"]));
    }

    [Fact]
    public void A_mutated_file_is_read_or_rejected_with_a_place()
    {
        using var folder = new ListedFolder();
        foreach (var mutation in ConfigMutations.OfJson("""{ "kind": "architectures", "files": ["*.arch"], "architectures": [{ "name": "own", "text": "out: 1/1 x5 = conv <- image" }] }"""))
        {
            File.WriteAllBytes(folder.SpacePath, mutation.Content);
            var error = Record.Exception(() => folder.Read());
            if (error is null) continue;
            Assert.All(Assert.IsType<UserErrorException>(error).Diagnostics, mistake => Assert.True(mistake.Place.Line > 0, $"{mutation}: {mistake}"));
        }
    }
}
