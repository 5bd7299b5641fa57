namespace NasFuse.Core.Graphs;

/// <summary>Parts that several operators, fusions and align steps are made of, each from one paper.</summary>
internal static class GraphBuilderParts
{
    /// <summary>Start value of learned lengths (ParseNet, Liu et al. 2015, section 3.3).</summary>
    private const double StartLength = 10;

    /// <summary>Start value of the bias of gates, so that they start open (dynamic routing, Li et al., CVPR 2020).</summary>
    private const double GateBias = 1.5;

    /// <summary>Each position's vector divided by its length and multiplied by a learned number per channel (ParseNet).</summary>
    public static Value LearnedLength(this GraphBuilder graph, Value input) => graph.Multiply(
        graph.Emit(new L2Normalization(0), "l2", input),
        graph.Emit(new LearnedConstant(new TensorShape(input.Channels, 1, 1), Initialization.Constant, StartLength), "length"));

    /// <summary>Gates in 0..1 that depend on the image, <c>relu(tanh(1×1(mean x)))</c>, <c>[count, 1, 1]</c> (dynamic routing, equation 4).</summary>
    public static Value Gates(this GraphBuilder graph, Value input, int count)
    {
        var convolution = new Convolution(count, 1, Bias: true) { WeightInitialization = Initialization.SmallNormal, BiasAmount = GateBias };
        return graph.Relu(graph.Tanh(graph.Emit(convolution, "gates", graph.GlobalAverage(input))));
    }
}
