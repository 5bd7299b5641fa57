using System.Text;
using NasFuse.Core.Architectures;
using NasFuse.Core.Genotypes.FasterSeg;

namespace NasFuse.Core.Tests.SearchSpaces.Branches;

/// <summary>What the importer decodes is a member of the shipped space: some assignment builds the same architecture.</summary>
public sealed class FasterSegMembershipTests
{
    private static readonly int[][] s_branches = [[32, 16], [32, 8], [32], [16], [8], [16, 8], [32, 16, 8]];

    [Fact]
    public void The_published_student_is_a_member()
    {
        var student = SearchParametersReader.Read(SharedFile.Require("fasterseg/student.json"));
        Assert.Equal(Membership.Same, MembershipOf(student, new DecodingOptions()));
    }

    /// <summary>
    /// The published decoding deletes a skip for one branch and then rules it out for the next, so two branches may have different operators at one place. Such a pair is no member
    /// unless its cells fit other places; a single branch always is one.
    /// </summary>
    [Fact]
    public void Decoded_genotypes_are_members_unless_one_place_would_need_two_operators()
    {
        var outcomes = Enumerable.Range(0, 250).Where(seed => !SeededGenotype.IsTeacher(seed)).Select(seed =>
        {
            var parameters = SearchParametersReader.Parse("g.json", Encoding.UTF8.GetBytes(SeededGenotype.Json(seed)));
            int[] branches = s_branches[seed % s_branches.Length];
            return (Branches: branches.Length, Membership: MembershipOf(parameters, new DecodingOptions { Branches = [.. branches] }));
        }).CountBy(outcome => outcome).ToDictionary();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", outcomes));
        Assert.DoesNotContain(outcomes.Keys, outcome => outcome.Membership == Membership.Different);
        Assert.DoesNotContain((1, Membership.NoPlaces), outcomes.Keys);
        Assert.True(outcomes[(2, Membership.Same)] > outcomes[(2, Membership.NoPlaces)]);
        Assert.True(outcomes[(3, Membership.Same)] > 0);
    }

    private enum Membership
    {
        Same,
        Different,
        NoPlaces,
    }

    private static Membership MembershipOf(SearchParameters parameters, DecodingOptions options)
    {
        var genotype = DecodedGenotype.Of(parameters, options);
        if (BranchPlacement.Find(genotype, parameters.Layers) is not { } labels) return Membership.NoPlaces;
        var space = BranchesExamples.Create(BranchesExamples.Published with { Layers = parameters.Layers, Branches = ["32+16", "32+8", "32", "16", "8", "16+8", "32+16+8"] });
        var member = space.Build(new PreferringChooser(labels));
        return ArchitectureId.Of(member) == ArchitectureId.Of(GenotypeArchitecture.Of(genotype)) ? Membership.Same : Membership.Different;
    }
}
