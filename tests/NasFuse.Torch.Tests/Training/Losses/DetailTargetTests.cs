using NasFuse.Torch.Training.Losses;

namespace NasFuse.Torch.Tests.Training.Losses;

/// <summary>Label maps are drawn with digits for classes and <c>v</c> for void, targets with <c>#</c> for a border.</summary>
public sealed class DetailTargetTests
{
    [Fact]
    public void The_larger_class_lies_on_the_border() => AssertTarget(
        """
        000111
        000111
        000111
        """,
        """
        ...#..
        ...#..
        ...#..
        """);

    [Fact]
    public void A_border_that_stride_two_meets_is_two_pixels_wide() => AssertTarget(
        """
        0000111
        0000111
        0000111
        """,
        """
        ....##.
        ....##.
        ....##.
        """);

    [Fact]
    public void A_corner_has_borders_on_both_sides() => AssertTarget(
        """
        000000
        000000
        002222
        002222
        002222
        002222
        """,
        """
        ......
        ......
        ..####
        ..####
        ..##..
        ..##..
        """);

    [Fact]
    public void What_only_stride_four_sees_is_below_the_threshold() => AssertTarget(
        // The lone pixel (4, 4) is seen at every stride; the levels' blocks are 1, 2 and 4 wide.
        """
        00000000
        00000000
        00000000
        00000000
        00001000
        00000000
        00000000
        00000000
        """,
        """
        ........
        ........
        ........
        ........
        ....##..
        ....##..
        ........
        ........
        """);

    [Fact]
    public void Equal_sums_of_larger_and_smaller_neighbours_cancel_as_in_the_definition() => AssertTarget(
        """
        012
        012
        012
        """,
        """
        ..#
        ..#
        ..#
        """);

    [Fact]
    public void The_frame_of_the_image_is_no_border() => AssertTarget("555\n555\n555", "...\n...\n...");

    [Fact]
    public void Void_makes_no_border_on_either_side() => AssertTarget(
        """
        11vvv
        11vvv
        11vvv
        11vvv
        """,
        """
        .....
        .....
        .....
        .....
        """);

    [Fact]
    public void Void_does_not_hide_a_true_border_beside_it() => AssertTarget(
        """
        0011
        0011
        0vv1
        0vv1
        """,
        """
        ..##
        ..##
        ....
        ....
        """);

    [Fact]
    public void A_map_of_void_only_has_no_border() => AssertTarget("vv\nvv", "..\n..");

    [Fact]
    public void Images_of_a_batch_do_not_touch_and_no_derivative_is_recorded()
    {
        using var scope = torch.NewDisposeScope();
        var target = DetailTarget.Of(torch.stack([Labels("01"), Labels("00")], 0));
        Assert.Equal([2, 1, 1, 2], target.shape);
        Assert.Equal([0f, 1f, 0f, 0f], target.data<float>().ToArray());
        Assert.False(target.requires_grad);
    }

    private static void AssertTarget(string labels, string expected)
    {
        using var scope = torch.NewDisposeScope();
        var map = Labels(labels);
        var target = DetailTarget.Of(map.unsqueeze(0)).data<float>().ToArray();
        var width = (int)map.shape[1];
        Assert.Equal(expected.ReplaceLineEndings("\n"), string.Join('\n', target.Chunk(width).Select(row => string.Concat(row.Select(value => value switch { 0 => '.', 1 => '#', _ => '?' })))));
    }

    private static Tensor Labels(string map)
    {
        var rows = map.ReplaceLineEndings("\n").Split('\n');
        return torch.tensor([.. rows.SelectMany(row => row.Select(c => c == 'v' ? PixelLoss.VoidLabel : (long)(c - '0')))], [rows.Length, rows[0].Length]);
    }
}
