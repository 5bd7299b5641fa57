using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Evolution;
using NasFuse.Core.Samplers.Seeds;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.SearchSpaces.MutatedReferences;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.SearchSpaces.MutatedReferences;

public sealed class MutatedReferencesTests
{
    private const string Sum =
        """
        a: 1/2 x8  = conv(k=3,s=2) <- image
        b: 1/4 x16 = conv(k=3,s=2) <- a
        c: 1/4 x8  = conv(k=3) <- b
        d: 1/2 x8  = relu <- add{a; c>c1n>up}
        e: 1/2 x24 = id <- concat{d; b>up}
        f: 1/2 x11 = conv(k=1,bn=0,act=none) <- e
        out: 1/1 x11 = id <- f>up
        """;

    private static readonly MutatedReferencesOptions Options = new()
    {
        Architectures = [new() { Name = "sum", Text = Sum }],
        WidthFactors = [0.5, 0.75],
        Operators = [new() { OneOf = ["conv(k=3)", "dwsep(k=3)"] }],
        Fusions = [new() { OneOf = ["add", "wsum", "concat"] }],
    };

    [Fact]
    public void Widths_that_meet_change_together_and_only_what_fits_is_offered()
    {
        var space = Create(Options);
        var labels = space.Enumerate().SelectMany(proposal => proposal.Assignment.Labels).ToLookup(pair => pair.Key, pair => pair.Value);
        // a and d meet in the sum; d, b and e in the concatenation; so these are one group. c stands alone, as its edge matches channels.
        Assert.Equal(["a/width", "architecture", "c/operator", "c/width", "d/fusion"], labels.Select(group => group.Key).Order());
        // A rectifier cannot turn sixteen concatenated channels into eight.
        Assert.Equal(["add", "wsum"], labels["d/fusion"].Distinct().Order());
        Assert.Equal(["x0.5", "x0.75", "x1"], labels["a/width"].Distinct().Order());
        Assert.Equal(SpaceCount.Exactly(3 * 3 * 2 * 2).AtMost, space.Count().AtMost);
        Assert.True(space.Count().IsExact);
        var half = space.Propose(new ReplayChooser(new(Assignment.Empty.Labels.Add("a/width", "x0.5")), new FirstChooser())).Architecture;
        Assert.Equal([4, 8, 8, 4, 12, 11, 11], half.Nodes.Select(node => node.Width));
    }

    [Fact]
    public void A_product_that_is_no_whole_number_is_not_offered()
    {
        var space = Create(Options with { WidthFactors = [0.3, 2] });
        var labels = space.Enumerate().Select(proposal => proposal.Assignment.Labels["a/width"]).Distinct().Order();
        Assert.Equal(["x1", "x2"], labels);
    }

    [Fact]
    public void Every_tiny_reference_is_a_member()
    {
        var file = SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", "reference-templates"));
        var space = file.Create(11);
        var names = ((MutatedReferencesOptions)file.Options).Architectures.Select(item => item.Name).ToArray();
        Assert.True(names.Length >= 34, $"{names.Length} references");
        foreach (var name in names)
        {
            var chooser = new ReplayChooser(new(Assignment.Empty.Labels.Add(MutatedReferencesSpace.Choice, name)), new FirstChooser());
            var reference = ArchitectureFile.Read(Path.Combine(RepositoryFolder.PathOf("search-spaces", "reference-templates"), $"{name}.arch")).Architecture;
            Assert.Equal(ArchitectureId.Of(reference), ArchitectureId.Of(space.Build(chooser)));
            var found = space.Find(reference);
            Assert.NotNull(found);
            Assert.Equal(ArchitectureId.Of(reference), ArchitectureId.Of(space.Build(new ReplayChooser(found, new RandomChooser(new Random(1))))));
        }
    }

    [Fact]
    public void A_seed_that_is_a_reference_is_a_parent_and_no_stranger()
    {
        var space = Create(Options);
        var seeded = new SeededOptions { Seeds = [new() { Name = "elsewhere/sum", Text = Sum }], Then = new Nsga2Options { PopulationSize = 2 } };
        var study = new SimulatedStudy(seeded.Create(), space, [new("macs", Direction.Minimize)], seed: 1)
            .Run(1, (number, assignment) => new FinishedTrial(number, assignment, [1], Violation: 0));
        Assert.Equal(("sum", "add", "x1"), (study.Proposals[0].Assignment.Labels["architecture"], study.Proposals[0].Assignment.Labels["d/fusion"],
            study.Proposals[0].Assignment.Labels["a/width"]));
        Assert.Single(study.Sampler.Save()["then"]!["fresh"]!.AsArray());
        Assert.Null(space.Find(ArchitectureText.Parse(Sum.Replace("k=3,s=2", "k=5,s=2", StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_reference_has_something_to_exchange_and_all_of_it_works()
    {
        var file = SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", "reference-templates"));
        var space = file.Create(11);
        var random = new RandomChooser(new Random(1));
        foreach (var name in ((MutatedReferencesOptions)file.Options).Architectures.Select(item => item.Name))
        {
            var ids = new HashSet<string>();
            for (var i = 0; i < 30; i++)
            {
                var proposal = space.Propose(new ReplayChooser(new(Assignment.Empty.Labels.Add(MutatedReferencesSpace.Choice, name)), random));
                ArchitectureChecks.ThrowIfInvalid(proposal.Architecture);
                ids.Add(ArchitectureId.Of(proposal.Architecture));
            }
            Assert.True(ids.Count > 3, $"{name}: {ids.Count} different architectures in 30");
        }
    }

    [Fact]
    public void Samples_and_variations_are_valid() => SpaceProperties.Check(Create(Options), samples: 500);

    [Theory]
    [InlineData("widthFactors[0]", "is there anyway")]
    [InlineData("operators[0].oneOf[1]", "Did you mean 'dwsep'?")]
    [InlineData("fusions[1].oneOf[0]", "a word belongs to one set")]
    public void Mistakes_are_named_with_their_keys(string key, string word)
    {
        var options = key switch
        {
            "widthFactors[0]" => Options with { WidthFactors = [1] },
            "operators[0].oneOf[1]" => Options with { Operators = [new() { OneOf = ["conv(k=3)", "dwsp(k=3)"] }] },
            _ => Options with { Fusions = [.. Options.Fusions, new() { OneOf = ["add", "max"] }] },
        };
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => Create(options)).Diagnostics);
        Assert.Equal($"mutated: {key}", mistake.Place.File);
        Assert.Contains(word, mistake.Message, StringComparison.Ordinal);
    }

    private static SearchSpace Create(MutatedReferencesOptions options) => options.Create("mutated", 11);

    private sealed class FirstChooser : IChooser
    {
        public int Choose(string choice, IReadOnlyList<string> options) => 0;
    }
}
