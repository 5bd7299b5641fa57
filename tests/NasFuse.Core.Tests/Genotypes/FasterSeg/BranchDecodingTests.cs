using System.Collections.Immutable;
using NasFuse.Core.Genotypes.FasterSeg;

namespace NasFuse.Core.Tests.Genotypes.FasterSeg;

public sealed class BranchDecodingTests
{
    [Fact]
    public void The_way_to_a_sixteenth_steps_down_at_the_row_that_won()
    {
        var branch = Examples.Plain(sixteenthRow: 6).Decode(16).Branches[0];
        Assert.Equal([.. Enumerable.Repeat(8, 7), .. Enumerable.Repeat(16, 9)], branch.Strides);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void First_and_last_row_never_win(int row) =>
        Assert.Equal(4, Examples.Plain(sixteenthRow: row, first: 3).Decode(16).Branches[0].Strides.LastIndexOf(8) + 1);

    [Fact]
    public void The_way_to_a_thirty_second_takes_the_best_allowed_pair()
    {
        var branch = Examples.Plain(sixteenthRow: 13, first: 3, second: 8).Decode(32).Branches[0];
        Assert.Equal([.. Enumerable.Repeat(8, 5), .. Enumerable.Repeat(16, 6), .. Enumerable.Repeat(32, 5)], branch.Strides);
    }

    [Fact]
    public void A_skip_at_the_same_scale_is_deleted_with_its_width()
    {
        var parameters = Examples.Plain().Prefer(8, CellOperator.Skip, 2, 1, 2, 15);
        Assert.Equal(13, parameters.Decode(8).Branches[0].Count);
        Assert.Equal(12, parameters.Decode(8).Branches[0].WidthTwelfths.Length);
    }

    [Theory]
    [InlineData(8, 5)]
    [InlineData(16, 7)]
    [InlineData(32, 9)]
    public void Where_all_are_skips_as_few_cells_as_allowed_are_kept_and_none_of_them_skips(int stride, int cells)
    {
        var parameters = Examples.Plain(sixteenthRow: 6, first: 3);
        foreach (var (at, first) in ((int, int)[])[(8, 0), (16, 1), (32, 2)])
            parameters = parameters.Prefer(at, CellOperator.Skip, 2, Enumerable.Range(first, Examples.Layers - first));
        var branch = parameters.Decode(stride).Branches[0];
        Assert.Equal(cells, branch.Count);
        Assert.DoesNotContain(CellOperator.Skip, branch.Operators);
        Assert.Equal(stride, branch.StrideAfter(cells - 1));
    }

    [Fact]
    public void The_least_preferred_skip_behind_the_last_step_is_kept_as_its_second_best_operator()
    {
        var parameters = Examples.Plain(sixteenthRow: 12).Prefer(16, CellOperator.Skip, 3, 13, 15).Prefer(16, CellOperator.Skip, 2, 14);
        var branch = parameters.Decode(16).Branches[0];
        Assert.Equal(14, branch.Count);
        Assert.Equal((16, CellOperator.Conv), (branch.Strides[^1], branch.Operators[^1]));
    }

    [Fact]
    public void A_skip_ruled_out_for_one_branch_is_ruled_out_for_the_next()
    {
        // Behind the step to 1/16 at layer 11 all cells skip, so the least preferred one has to stay there. The way to 1/32 goes through layer 12, too.
        var parameters = Examples.Plain(sixteenthRow: 11, first: 3, second: 11).Prefer(16, CellOperator.Skip, 3, 12, 13, 14, 15);
        Assert.Equal(15, parameters.Prefer(16, CellOperator.Skip, 2, 15).Decode(32).Branches[0].Count);
        Assert.Equal(16, parameters.Prefer(16, CellOperator.Skip, 2, 12).Decode(32).Branches[0].Count);
    }

    [Fact]
    public void A_teacher_never_skips_and_is_as_wide_as_can_be_when_its_width_was_not_searched()
    {
        var parameters = Examples.Plain().Prefer(8, CellOperator.Skip, 2, Enumerable.Range(0, 16));
        var widths = parameters.Widths.Select(table => new PreferenceTable([.. table.Rows.Select(_ => ImmutableArray.Create(0.5))]));
        var teacher = (parameters with { IsTeacher = true, Widths = [.. widths] }).Decode(8).Branches[0];
        Assert.Equal(16, teacher.Count);
        Assert.All(teacher.WidthTwelfths, twelfths => Assert.Equal(12, twelfths));
        Assert.All((parameters with { Widths = [.. widths] }).Decode(8).Branches[0].WidthTwelfths, twelfths => Assert.Equal(4, twelfths));
    }

    [Fact]
    public void Branches_share_the_cells_in_which_they_agree()
    {
        var shared = Examples.Plain(sixteenthRow: 6, first: 3).Decode(32, 16).Cells.Where(cell => cell.IsShared).ToArray();
        Assert.Equal(["c0", "c1", "c2", "c3", "c4", "c5"], shared.Select(cell => cell.Id));
        Assert.All(shared, cell => Assert.Equal([32, 16], cell.Branches));
    }

    [Fact]
    public void The_better_pair_is_built_unless_branches_are_named()
    {
        var parameters = Examples.Plain();
        Assert.Equal([32, 8], Strides(parameters));
        Assert.Equal([32, 16], Strides(parameters with { WithEighth = new(0.3, 100), WithSixteenth = new(0.29, 5) }));
        Assert.Equal([16, 8], parameters.Decode(8, 16, 8).Branches.Select(branch => branch.Stride));
        var mistake = Assert.Throws<Diagnostics.UserErrorException>(() => Strides(parameters with { WithEighth = null }));
        Assert.Contains("mIoU02", mistake.Message, StringComparison.Ordinal);

        static IEnumerable<int> Strides(SearchParameters parameters) =>
            DecodedGenotype.Of(parameters, new DecodingOptions()).Branches.Select(branch => branch.Stride);
    }
}
