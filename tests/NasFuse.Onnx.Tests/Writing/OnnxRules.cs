using NasFuse.Onnx.Protobuf;

namespace NasFuse.Onnx.Tests.Writing;

/// <summary>The structural rules that the reference checker of the ONNX format enforces.</summary>
internal static class OnnxRules
{
    public static void Check(ModelProto model)
    {
        Assert.Equal("", Assert.Single(model.OpsetImport).Domain);
        Assert.True(model.OpsetImport[0].HasDomain);
        Assert.NotEmpty(model.Graph.Name);
        Assert.Equal(model.MetadataProps.Count, model.MetadataProps.Select(p => p.Key).Distinct().Count());
        foreach (var tensor in model.Graph.Initializer) CheckTensor(tensor);
        CheckFlow(model.Graph);
        foreach (var attribute in model.Graph.Node.SelectMany(n => n.Attribute)) CheckAttribute(attribute);
        Assert.Equal(model.Graph.Node.Count, model.Graph.Node.Select(n => n.Name).Distinct().Count());
    }

    /// <summary>Every value is made once and before it is used; none is made for nothing.</summary>
    private static void CheckFlow(GraphProto graph)
    {
        var known = new HashSet<string>(graph.Input.Select(i => i.Name));
        foreach (var tensor in graph.Initializer) Assert.True(known.Add(tensor.Name), $"'{tensor.Name}' is there twice");
        var used = new HashSet<string>(graph.Output.Select(o => o.Name));
        foreach (var node in graph.Node)
        {
            foreach (var input in node.Input.Where(i => i.Length > 0))
            {
                Assert.Contains(input, known);
                used.Add(input);
            }
            foreach (var output in node.Output) Assert.True(known.Add(output), $"'{output}' is made twice");
        }
        Assert.All(graph.Output, output => Assert.Contains(output.Name, known));
        Assert.All(graph.Initializer, tensor => Assert.Contains(tensor.Name, used));
        Assert.All(graph.ValueInfo, value => Assert.Contains(value.Name, known));
    }

    private static void CheckTensor(TensorProto tensor)
    {
        var size = tensor.DataType switch { TensorProto.Types.DataType.Float => 4, TensorProto.Types.DataType.Int64 => 8, _ => 0 };
        Assert.Equal(tensor.Dims.Aggregate((long)size, (product, d) => product * d), tensor.RawData.Length);
        Assert.NotEmpty(tensor.Name);
    }

    private static void CheckAttribute(AttributeProto attribute)
    {
        var expected = attribute.Type switch
        {
            AttributeProto.Types.AttributeType.Float => attribute.HasF,
            AttributeProto.Types.AttributeType.Int => attribute.HasI,
            AttributeProto.Types.AttributeType.String => attribute.HasS,
            AttributeProto.Types.AttributeType.Ints => attribute.Ints.Count > 0,
            _ => false,
        };
        Assert.True(expected, $"the attribute '{attribute.Name}' has no value of its type");
        Assert.Equal(1, (attribute.HasF ? 1 : 0) + (attribute.HasI ? 1 : 0) + (attribute.HasS ? 1 : 0) + (attribute.Ints.Count > 0 ? 1 : 0));
    }
}
