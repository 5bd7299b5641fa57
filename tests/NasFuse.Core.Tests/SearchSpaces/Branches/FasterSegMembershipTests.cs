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

    [Fact]
    public void Decoded_genotypes_are_members()
    {
        var outcomes = Enumerable.Range(0, 400).Where(seed => !SeededGenotype.IsTeacher(seed)).CountBy(seed =>
        {
            var parameters = SearchParametersReader.Parse("g.json", Encoding.UTF8.GetBytes(SeededGenotype.Json(seed)));
            return MembershipOf(parameters, new DecodingOptions { Branches = [.. s_branches[seed % s_branches.Length]] });
        }).ToDictionary();
        Assert.False(outcomes.ContainsKey(Membership.Different));
        Assert.True(outcomes[Membership.Same] >= 0.9 * outcomes.Values.Sum(), string.Join(", ", outcomes));
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
