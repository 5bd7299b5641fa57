using NasFuse.Core.Graphs;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>Averaging to a grid. ONNX has no operator for bins of unequal size, so they become two products with constant matrices, which is exact.</summary>
internal static class AdaptiveAveragePoolingEmitter
{
    public static void Emit(Emission emission, AdaptiveAveragePooling pooling)
    {
        var (height, width) = emission.InputShape.Size;
        var (rows, columns) = pooling.Grid;
        if (rows == 1 && columns == 1) emission.Produce("GlobalAveragePool", [emission.Input]);
        else if (height % rows == 0 && width % columns == 0) EmitEqualBins(emission, height / rows, width / columns);
        else EmitProducts(emission, pooling.Grid);
    }

    private static void EmitEqualBins(Emission emission, long height, long width) =>
        emission.Produce("AveragePool", [emission.Input], Ints("kernel_shape", height, width), Ints("strides", height, width));

    // rows [h, H] · x [N, C, H, W] · columns [W, w]
    private static void EmitProducts(Emission emission, Size grid)
    {
        var (height, width) = emission.InputShape.Size;
        var columns = emission.Builder.Floats(emission.Local("columns"), [width, grid.Width], Transpose(BinMeans(grid.Width, width), grid.Width, width));
        var rows = emission.Builder.Floats(emission.Local("rows"), [grid.Height, height], BinMeans(grid.Height, height));
        emission.Produce("MatMul", [rows, emission.Helper("MatMul", "narrow", [emission.Input, columns])]);
    }

    private static float[] BinMeans(int bins, int length)
    {
        var matrix = new float[bins * length];
        for (var bin = 0; bin < bins; bin++)
        {
            var (start, end) = ((int)((long)bin * length / bins), (int)(((long)(bin + 1) * length + bins - 1) / bins));
            matrix.AsSpan(bin * length + start, end - start).Fill(1f / (end - start));
        }
        return matrix;
    }

    private static float[] Transpose(float[] matrix, int rows, int columns)
    {
        var transposed = new float[matrix.Length];
        for (var i = 0; i < matrix.Length; i++) transposed[i % columns * rows + i / columns] = matrix[i];
        return transposed;
    }
}
