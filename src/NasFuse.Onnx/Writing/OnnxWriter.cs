using System.Text.Json;
using Google.Protobuf;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Onnx.Protobuf;
using NasFuse.Onnx.Writing.Emitters;

namespace NasFuse.Onnx.Writing;

/// <summary>Writes graphs as ONNX models (operator set 17, IR version 8).</summary>
/// <remarks>
/// The model takes <c>image [N, 3, H, W] float32</c>, normalised as <see cref="NetworkMetadata"/> says, and gives <c>logits [N, K, H, W] float32</c>.
/// Nodes and initialisers carry the graph's stable names. Equal input gives equal bytes. Thread-safe.
/// </remarks>
public static class OnnxWriter
{
    /// <summary>Version of the standard operator set that models use.</summary>
    public const int OperatorSet = 17;

    /// <summary>Version of the ONNX format.</summary>
    public const int IrVersion = 8;

    /// <summary>Name of the input.</summary>
    public const string InputName = "image";

    /// <summary>Name of the output.</summary>
    public const string OutputName = "logits";

    /// <summary>Name of the batch dimension where it is dynamic.</summary>
    public const string BatchDimension = "batch";

    /// <summary>Writes one model; training-only heads and their weights are left out.</summary>
    /// <param name="graph">What to compute; fold batch normalisations first (<see cref="BatchNormFolding"/>) for speed.</param>
    /// <param name="weights">Values of all its parameters.</param>
    /// <param name="metadata">Written into the model's properties as <c>nasfuse.*</c>.</param>
    /// <param name="batch">Images per run, ≥ 1, or null for any number.</param>
    /// <returns>The bytes of an <c>.onnx</c> file.</returns>
    /// <exception cref="ArgumentException">The weights do not fit the graph.</exception>
    /// <exception cref="NotSupportedException">The graph has a primitive without an ONNX form.</exception>
    public static byte[] Write(Graph graph, WeightSet weights, NetworkMetadata metadata, int? batch = 1)
    {
        if (batch is { } fixedBatch) ArgumentOutOfRangeException.ThrowIfLessThan(fixedBatch, 1, nameof(batch));
        var deployed = graph.Deployed();
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "nasfuse",
            ProducerVersion = NasFuseVersion.Text,
            ModelVersion = 1,
            DocString = "Semantic segmentation network. The input is normalised: (value / 255 - mean) / std per channel, RGB.",
            Graph = WriteGraph(deployed, weights.RestrictTo(deployed), metadata, batch),
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = OperatorSet });
        model.MetadataProps.AddRange(Properties(deployed, metadata).Select(p => new StringStringEntryProto { Key = $"nasfuse.{p.Key}", Value = p.Value }));
        return model.ToByteArray();
    }

    private static GraphProto WriteGraph(Graph graph, WeightSet weights, NetworkMetadata metadata, int? batch)
    {
        var builder = new OnnxGraphBuilder(batch);
        builder.Proto.Name = $"nasfuse-{metadata.ArchitectureId}";
        builder.Proto.Input.Add(builder.Describe(InputName, graph.InputShape, perImage: true));
        builder.Proto.Output.Add(builder.Describe(OutputName, graph.OutputShape, perImage: true));
        var transposed = graph.Nodes.Where(n => n.Primitive is Linear).Select(n => n.ParameterName(n.Parameters[0])).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, _) in GraphParameters.Of(graph))
        {
            var value = transposed.Contains(name) ? Transpose(weights[name]) : weights[name];
            builder.Floats(name, OnnxShape(value), value.Values);
        }

        var values = new OnnxValue[graph.Nodes.Length];
        foreach (var node in graph.Nodes) values[node.Index] = WriteNode(node, values, graph, builder);
        if (values[graph.Output].Name != OutputName)
        {
            // The logits are the image itself or do not depend on it: no node of the graph may carry the name then.
            builder.Add("Identity", "output", [builder.PerImage(values[graph.Output])], OutputName);
        }
        return builder.Proto;
    }

    private static OnnxValue WriteNode(GraphNode node, OnnxValue[] values, Graph graph, OnnxGraphBuilder builder)
    {
        if (node.Primitive is ImageInput) return new OnnxValue(InputName, node.Shape, PerImage: true);
        if (node.Primitive is LearnedConstant) return new OnnxValue(node.ParameterName(node.Parameters[0]), node.Shape, PerImage: false);
        OnnxValue[] inputs = [.. node.Inputs.Select(i => values[i])];
        var perImage = inputs.Any(i => i.PerImage);
        var isOutput = node.Index == graph.Output && perImage;
        var output = new OnnxValue(isOutput ? OutputName : $"{node.Name}:0", node.Shape, perImage);
        PrimitiveEmitter.Emit(new Emission(builder, node, inputs, output));
        var type = node.Primitive.GivesIndices ? TensorProto.Types.DataType.Int64 : TensorProto.Types.DataType.Float;
        if (!isOutput) builder.Proto.ValueInfo.Add(builder.Describe(output.Name, output.Shape, perImage, type));
        return output;
    }

    // A learned constant [C, H, W] meets batches, so it is stored as [1, C, H, W].
    private static long[] OnnxShape(WeightTensor tensor) => [.. tensor.Shape.Length == 3 ? [1L] : Array.Empty<long>(), .. tensor.Shape.Select(d => (long)d)];

    // ONNX multiplies [L, D] · [D, E], but the weights of a linear layer lie as [E, D].
    private static WeightTensor Transpose(WeightTensor matrix)
    {
        var (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
        var values = new float[matrix.Values.Length];
        for (var i = 0; i < values.Length; i++) values[i] = matrix.Values[i % rows * columns + i / rows];
        return new WeightTensor([columns, rows], values);
    }

    private static IEnumerable<KeyValuePair<string, string>> Properties(Graph graph, NetworkMetadata metadata) =>
    [
        new("architectureId", metadata.ArchitectureId),
        new("classes", JsonSerializer.Serialize(metadata.ClassNames)),
        new("mean", JsonSerializer.Serialize(metadata.Mean)),
        new("std", JsonSerializer.Serialize(metadata.StandardDeviation)),
        new("size", graph.InputShape.Size.ToString()),
        new("colourOrder", NetworkMetadata.ColourOrder),
        new("pixelRange", "0..1 before normalisation"),
        new("version", NasFuseVersion.Text),
    ];
}
