using NasFuse.Core.Graphs;

namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>How the keys of a price are made.</summary>
public enum TableKeying
{
    /// <summary>As the published program does it: a doubled zoomed convolution looks up the plain one.</summary>
    AsPublished,

    /// <summary>Every operator looks up its own entry.</summary>
    Corrected,
}

/// <summary>The keys of the published latency table: class, input height, width and channels, output channels, stride, and dilation or kernel.</summary>
internal static class TableKeys
{
    public static string Conv(Size input, int channels, int width, int kernel, int stride = 1) =>
        $"ConvNorm_{Shape(input, channels, width)}_kernel{kernel}_stride{stride}";

    public static string Cell(CellOperator operation, TableKeying keying, Size input, int channels, int width, int stride)
    {
        var name = operation switch
        {
            CellOperator.Conv => "BasicResidual1x",
            CellOperator.ConvTwice => "BasicResidual2x",
            CellOperator.Zoom => "BasicResidual_downup_1x",
            CellOperator.ZoomTwice => keying == TableKeying.AsPublished ? "BasicResidual2x" : "BasicResidual_downup_2x",
            _ => "FactorizedReduce",
        };
        return $"{name}_{Shape(input, channels, width)}_stride{stride}{(operation == CellOperator.Skip ? "" : "_dilation1")}";
    }

    public static string Fusion(Size input, int width) => $"ff_H{input.Height}_W{input.Width}_C{width}";

    public static string Head(Size input, int width, int classes) => $"head_{Shape(input, width, classes)}";

    private static string Shape(Size input, int channels, int width) => $"H{input.Height}_W{input.Width}_Cin{channels}_Cout{width}";
}
