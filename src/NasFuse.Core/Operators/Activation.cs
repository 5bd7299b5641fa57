using NasFuse.Core.Graphs;

namespace NasFuse.Core.Operators;

/// <summary>What ends a layer.</summary>
public enum Activation
{
    /// <summary>Rectifier.</summary>
    Relu,

    /// <summary>Logistic function.</summary>
    Sigmoid,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>Emits activations.</summary>
internal static class ActivationLayers
{
    public static Value Activate(this GraphBuilder graph, Value input, Activation activation) => activation switch
    {
        Activation.Relu => graph.Relu(input),
        Activation.Sigmoid => graph.Sigmoid(input),
        _ => input,
    };
}
