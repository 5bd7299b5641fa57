using CsCheck;
using NasFuse.Core.Metrics;

namespace NasFuse.Core.Tests.Metrics;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void A_case_counted_by_hand()
    {
        //            truth       0  0  0  1  1  2  void
        var matrix = Count(3, [0, 0, 0, 1, 1, 2, 255], [0, 0, 1, 1, 2, 2, 0]);
        Assert.Equal(6, matrix.Pixels);
        Assert.Equal((2, 1, 1, 1), (matrix[0, 0], matrix[0, 1], matrix[1, 2], matrix[2, 2]));
        Assert.Equal(2.0 / 3, matrix.IntersectionOverUnion(0));
        Assert.Equal(1.0 / 3, matrix.IntersectionOverUnion(1));
        Assert.Equal(1.0 / 2, matrix.IntersectionOverUnion(2));
        Assert.Equal(0.5, matrix.MeanIntersectionOverUnion, 12);
        Assert.Equal(4.0 / 6, matrix.PixelAccuracy, 12);
    }

    [Fact]
    public void A_perfect_prediction_scores_one()
    {
        var matrix = Count(2, [0, 1, 1], [0, 1, 1]);
        Assert.Equal((1.0, 1.0), (matrix.MeanIntersectionOverUnion, matrix.PixelAccuracy));
    }

    [Fact]
    public void A_class_in_neither_truth_nor_prediction_is_left_out()
    {
        var matrix = Count(5, [0, 1], [0, 1]);
        Assert.Null(matrix.IntersectionOverUnion(4));
        Assert.Equal(1, matrix.MeanIntersectionOverUnion);
    }

    [Fact]
    public void A_class_that_is_only_predicted_counts_as_zero()
    {
        var matrix = Count(3, [0, 0], [0, 2]);
        Assert.Equal(0, matrix.IntersectionOverUnion(2));
        Assert.Null(matrix.IntersectionOverUnion(1));
        Assert.Equal(0.25, matrix.MeanIntersectionOverUnion);
    }

    [Fact]
    public void A_prediction_on_void_does_not_count_even_for_its_class()
    {
        var matrix = Count(3, [0, 255, 255], [0, 2, 1]);
        Assert.Null(matrix.IntersectionOverUnion(2));
        Assert.Equal((1L, 1.0), (matrix.Pixels, matrix.MeanIntersectionOverUnion));
    }

    [Fact]
    public void Nothing_counted_scores_zero()
    {
        var matrix = Count(3, [255], [0]);
        Assert.Equal((0.0, 0.0, 0L), (matrix.MeanIntersectionOverUnion, matrix.PixelAccuracy, matrix.Pixels));
    }

    [Fact]
    public void Parts_add_up_to_the_whole() =>
        Gen.Select(Gen.Byte[0, 3], Gen.Byte[0, 3]).Array[0, 200].Sample(pixels =>
        {
            byte[] truth = [.. pixels.Select(p => p.Item1 == 3 ? (byte)255 : p.Item1)], prediction = [.. pixels.Select(p => (byte)(p.Item2 % 3))];
            var whole = Count(3, truth, prediction);
            var half = truth.Length / 2;
            var parts = Count(3, truth[..half], prediction[..half]);
            parts.Add(Count(3, truth[half..], prediction[half..]));
            for (var i = 0; i < 9; i++) Assert.Equal(whole[i / 3, i % 3], parts[i / 3, i % 3]);
            var counts = new ConfusionMatrix(3);
            counts.AddCounts([.. Enumerable.Range(0, 9).Select(i => whole[i / 3, i % 3])]);
            Assert.Equal(whole.MeanIntersectionOverUnion, counts.MeanIntersectionOverUnion);
        });

    [Fact]
    public void Impossible_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Count(3, [0, 1], [0]));
        Assert.Throws<ArgumentException>(() => Count(3, [3], [0]));
        Assert.Throws<ArgumentException>(() => Count(3, [0], [3]));
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(3).AddCounts(new long[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(256));
    }

    [Fact]
    public void Predictions_are_the_largest_logits_and_the_first_of_equal_ones()
    {
        Assert.Equal([1, 0, 2], ClassPrediction.FromLogits([0, 5, -1, 3, 5, -2, 1, 4, 0], 3));
        Assert.Throws<ArgumentException>(() => ClassPrediction.FromLogits([1, 2, 3], 2));
    }

    private static ConfusionMatrix Count(int classes, byte[] truth, byte[] prediction)
    {
        var matrix = new ConfusionMatrix(classes);
        matrix.Add(truth, prediction);
        return matrix;
    }
}
