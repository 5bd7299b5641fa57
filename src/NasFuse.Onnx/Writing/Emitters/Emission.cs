using NasFuse.Core.Graphs;
using NasFuse.Onnx.Protobuf;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>One primitive on its way into the ONNX graph.</summary>
/// <param name="Builder">The ONNX graph.</param>
/// <param name="Node">The primitive at its place.</param>
/// <param name="Inputs">What it reads.</param>
/// <param name="Output">What it must produce.</param>
internal sealed record Emission(OnnxGraphBuilder Builder, GraphNode Node, OnnxValue[] Inputs, OnnxValue Output)
{
    /// <summary>Name of the first input.</summary>
    public string Input => Inputs[0].Name;

    /// <summary>Shape of the first input.</summary>
    public TensorShape InputShape => Inputs[0].Shape;

    /// <summary>Name for a helper value or node of this primitive; a colon never occurs in the graph's own names.</summary>
    public string Local(string suffix) => $"{Node.Name}:{suffix}";

    /// <summary>Names of the constants that hold the primitive's parameters, in order.</summary>
    public IEnumerable<string> Parameters => Node.Parameters.Select(Node.ParameterName);

    /// <summary>Adds the node that produces the output, under the primitive's own name.</summary>
    public void Produce(string opType, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes) =>
        Builder.Add(opType, Node.Name, inputs, Output.Name, attributes);

    /// <summary>Adds a helper node and returns the name of its value.</summary>
    public string Helper(string opType, string suffix, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes)
    {
        Builder.Add(opType, Local(suffix), inputs, Local(suffix), attributes);
        return Local(suffix);
    }

    /// <summary>Adds a helper that gives a value another shape: 0 keeps the length of that dimension, −1 stands for what remains.</summary>
    public string Reshape(string suffix, string input, params ReadOnlySpan<long> shape) =>
        Helper("Reshape", suffix, [input, Builder.Integers(Local($"{suffix}:shape"), shape)]);

    /// <summary>Adds a helper that cuts the part of a map that starts at a row and a column.</summary>
    public string Slice(string suffix, string input, Size size, int top, int left) => Helper("Slice", suffix,
    [
        input,
        Builder.Integers(Local($"{suffix}:starts"), top, left),
        Builder.Integers(Local($"{suffix}:ends"), top + size.Height, left + size.Width),
        Builder.Integers(Local($"{suffix}:axes"), 2, 3),
    ]);
}
