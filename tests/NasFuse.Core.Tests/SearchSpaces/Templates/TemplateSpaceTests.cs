using System.Numerics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.SearchSpaces.Templates;

namespace NasFuse.Core.Tests.SearchSpaces.Templates;

public sealed class TemplateSpaceTests
{
    private static readonly TemplateOptions Small = TemplateExamples.Small;

    [Theory]
    [InlineData(30)]
    [InlineData(22, "fusion != add or depth == 2")]
    [InlineData(6, "depth == 2")]
    [InlineData(15, "w4 == 8")]
    [InlineData(28, "not (fusion == add and w4 == 16) or w16 == 24 or depth == 2", "fusion in (add, concat, wsum)", "w4 <= 16")]
    [InlineData(18, "w16 > w4")]
    public void Assignments_are_counted_and_enumerated_as_the_constraints_say(int assignments, params string[] constraints)
    {
        var space = TemplateExamples.Create(Small with { Constraints = [.. constraints] });
        var proposals = space.Enumerate().ToArray();
        Assert.Equal(assignments, proposals.Length);
        var count = space.Count();
        Assert.Equal(new BigInteger(assignments), Assert.Single(count.Parts).Number);
        Assert.Equal(SpaceCount.Exactly(proposals.Select(proposal => ArchitectureId.Of(proposal.Architecture)).Distinct().Count()).AtMost, count.AtMost);
        Assert.All(proposals, proposal => Assert.Equal(proposal.Architecture.Nodes.Any(node => node.Id == "s16"), proposal.Assignment.Labels.ContainsKey("match")));
    }

    [Fact]
    public void Sampling_is_uniform_over_assignments_of_all_templates()
    {
        var space = TemplateExamples.Create(Small with { Constraints = ["w16 > w4 or depth == 2"] }, Small with { Name = "other", Constraints = ["depth == 2", "w4 == 8"] });
        var assignments = space.Enumerate().Select(Text).ToArray();
        var random = new Random(1);
        const int PerAssignment = 1000;
        var drawn = Enumerable.Range(0, assignments.Length * PerAssignment).CountBy(_ => Text(space.Sample(random))).ToDictionary();
        Assert.All(assignments, assignment => Assert.InRange(drawn.GetValueOrDefault(assignment), PerAssignment * 0.85, PerAssignment * 1.15));

        static string Text(Proposal proposal) => string.Join(' ', proposal.Assignment.Labels);
    }

    [Fact]
    public void Large_templates_are_counted_by_their_structure_and_sampled_validly()
    {
        var space = TemplateExamples.Create(TemplateExamples.Large, Small);
        var count = space.Count();
        // Non-decreasing sequences of eight widths out of four: C(11, 3); times 4⁸ operators; and the small template's 30.
        Assert.Equal(new BigInteger(165) * 65536 + 30, count.AtMost);
        Assert.InRange((int)count.AtLeast, 1900, 2000);
        SpaceProperties.Check(space, samples: 1000);
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var widths = space.Sample(random).Architecture.Nodes.Where(node => node.Id.StartsWith('k')).Select(node => node.Width).ToArray();
            Assert.Equal(widths.Order(), widths);
        }
    }

    [Fact]
    public void Thousands_of_cases_are_counted_by_the_choices_that_conditions_share()
    {
        // Every choice looks at the one before it only: 40 choices of 4 options are 4⁴⁰ assignments but 160 cases.
        var chain = new TemplateOptions
        {
            Name = "chain",
            Choices = [.. Enumerable.Range(0, 40).Select(i => new TemplateChoiceOptions { Name = $"w{i}", Options = ["8", "16", "24", "32"] })],
            Blocks =
            [
                new() { Lines = ["k: 1/4 x8 = conv(k=3,s=4) <- image", .. Enumerable.Range(0, 40).Select(i => $"c{i}: 1/4 x{{w{i}}} = conv(k=1) <- {(i == 0 ? "k" : $"c{i - 1}")}")] },
                new() { Lines = ["out: 1/1 x{classes} = conv(k=1) <- c39>up"] },
            ],
            Constraints = [.. Enumerable.Range(1, 39).Select(i => $"w{i} != w{i - 1}")],
        };
        Assert.Equal(4 * BigInteger.Pow(3, 39), TemplateExamples.Create(chain).Count().AtMost);
    }
}
