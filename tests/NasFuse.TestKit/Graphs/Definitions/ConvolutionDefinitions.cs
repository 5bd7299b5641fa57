using NasFuse.Core.Graphs;

namespace NasFuse.TestKit.Graphs;

/// <summary>Convolutions, loop by loop.</summary>
internal static class ConvolutionDefinitions
{
    public static Map Convolve(Map x, Convolution p, double[] weight, double[] bias)
    {
        var (inGroup, outGroup) = (x.Channels / p.Groups, p.Width / p.Groups);
        var shape = new TensorShape(p.Width, (x.Height + p.Stride - 1) / p.Stride, (x.Width + p.Stride - 1) / p.Stride);
        return Map.Create(shape, (c, i, j) =>
        {
            var sum = bias[c];
            for (var k = 0; k < inGroup; k++)
            for (var u = 0; u < p.Kernel; u++)
            for (var v = 0; v < p.Kernel; v++)
                sum += weight[((c * inGroup + k) * p.Kernel + u) * p.Kernel + v]
                    * x.AtOrZero(c / outGroup * inGroup + k, i * p.Stride - p.Padding + u * p.Dilation, j * p.Stride - p.Padding + v * p.Dilation);
            return sum;
        });
    }

    public static Map ConvolveTransposed(Map x, TransposedConvolution p, double[] weight, double[] bias)
    {
        var shape = new TensorShape(p.Width, p.Kernel * x.Height, p.Kernel * x.Width);
        return Map.Create(shape, (c, i, j) =>
        {
            var sum = bias[c];
            for (var k = 0; k < x.Channels; k++)
                sum += weight[((k * p.Width + c) * p.Kernel + i % p.Kernel) * p.Kernel + j % p.Kernel] * x[k, i / p.Kernel, j / p.Kernel];
            return sum;
        });
    }

    public static Map EmbedPatches(Map x, PatchEmbedding p, double[] weight, double[] bias)
    {
        var shape = new TensorShape(p.Width, (int)Math.Ceiling((double)x.Height / p.Patch), (int)Math.Ceiling((double)x.Width / p.Patch));
        return Map.Create(shape, (c, i, j) =>
        {
            var sum = bias[c];
            for (var k = 0; k < x.Channels; k++)
            for (var u = 0; u < p.Patch; u++)
            for (var v = 0; v < p.Patch; v++)
                sum += weight[((c * x.Channels + k) * p.Patch + u) * p.Patch + v] * x.AtOrZero(k, i * p.Patch + u, j * p.Patch + v);
            return sum;
        });
    }
}
