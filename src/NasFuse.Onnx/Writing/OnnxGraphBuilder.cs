using Google.Protobuf;
using NasFuse.Core.Graphs;
using NasFuse.Onnx.Protobuf;

namespace NasFuse.Onnx.Writing;

/// <summary>Appends nodes and constants to an ONNX graph.</summary>
/// <param name="batch">Images per run, or null for any number.</param>
internal sealed class OnnxGraphBuilder(int? batch)
{
    private string? _expansion;

    public GraphProto Proto { get; } = new();

    /// <summary>Images per run, or null for any number.</summary>
    public int? Batch => batch;

    /// <summary>Adds a node with one output.</summary>
    public void Add(string opType, string name, IEnumerable<string> inputs, string output, params IEnumerable<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = opType, Name = name };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        node.Attribute.AddRange(attributes);
        Proto.Node.Add(node);
    }

    /// <summary>Gives the node that was added last one more output, which the format demands and nobody reads.</summary>
    public void AddOutput(string output) => Proto.Node[^1].Output.Add(output);

    /// <summary>Adds a float32 constant and returns its name.</summary>
    public string Floats(string name, ReadOnlySpan<long> shape, ReadOnlySpan<float> values) =>
        AddConstant(name, shape, TensorProto.Types.DataType.Float, LittleEndian.Bytes(values));

    /// <summary>Adds a list of int64 and returns its name.</summary>
    public string Integers(string name, params ReadOnlySpan<long> values) =>
        Integers(name, [values.Length], values);

    /// <summary>Adds an int64 constant and returns its name.</summary>
    public string Integers(string name, ReadOnlySpan<long> shape, ReadOnlySpan<long> values) =>
        AddConstant(name, shape, TensorProto.Types.DataType.Int64, LittleEndian.Bytes(values));

    /// <summary>Gives a value the batch dimension of the image if it lacks it.</summary>
    public string PerImage(OnnxValue value)
    {
        if (value.PerImage || batch == 1) return value.Name;
        var expanded = $"{value.Name}:batch";
        if (Proto.Node.All(n => n.Output[0] != expanded)) Add("Expand", expanded, [value.Name, _expansion ??= Expansion()], expanded);
        return expanded;
    }

    /// <summary>Describes the type of a value.</summary>
    public ValueInfoProto Describe(string name, TensorShape shape, bool perImage, TensorProto.Types.DataType type = TensorProto.Types.DataType.Float)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.Add(
            !perImage ? new TensorShapeProto.Types.Dimension { DimValue = 1 }
            : batch is { } images ? new TensorShapeProto.Types.Dimension { DimValue = images }
            : new TensorShapeProto.Types.Dimension { DimParam = OnnxWriter.BatchDimension });
        foreach (var length in (ReadOnlySpan<int>)[shape.Channels, shape.Height, shape.Width])
            dimensions.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = length });
        var tensor = new TypeProto.Types.Tensor { ElemType = type, Shape = dimensions };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private string Expansion()
    {
        if (batch is { } images) return Integers("batch:expansion", images, 1, 1, 1);
        Add("Shape", "batch:length", [OnnxWriter.InputName], "batch:length", OnnxAttributes.Int("start", 0), OnnxAttributes.Int("end", 1));
        Add("Concat", "batch:expansion", ["batch:length", Integers("batch:ones", 1, 1, 1)], "batch:expansion", OnnxAttributes.Int("axis", 0));
        return "batch:expansion";
    }

    private string AddConstant(string name, ReadOnlySpan<long> shape, TensorProto.Types.DataType type, byte[] bytes)
    {
        var tensor = new TensorProto { Name = name, DataType = type, RawData = UnsafeByteOperations.UnsafeWrap(bytes) };
        foreach (var length in shape) tensor.Dims.Add(length);
        Proto.Initializer.Add(tensor);
        return name;
    }
}
