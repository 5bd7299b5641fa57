using NasFuse.Core.Graphs;

namespace NasFuse.Core.Architectures;

/// <summary>Lowers node after node, keeping the values made so far.</summary>
internal sealed class NodeLowering
{
    private readonly GraphBuilder _graph;
    private readonly Dictionary<string, (Value Value, Scale Scale)> _values = new(StringComparer.Ordinal);

    public NodeLowering(Size imageSize)
    {
        _graph = new GraphBuilder(imageSize);
        _values[Architecture.ImageId] = (_graph.Image, Scale.Full);
    }

    public void Lower(ArchitectureNode node)
    {
        using (_graph.Scope(node.Id, node.SharedWith))
        {
            var before = node.Scale.Times(node.Operator.Stride);
            var inputs = node.Inputs.Select((_, i) => Align(node, i, before)).ToArray();
            Finish(node, Operate(node, Fuse(node, inputs, before)));
        }
    }

    public Value Align(ArchitectureNode node, int index, Scale before)
    {
        var edge = node.Inputs[index];
        var (value, source) = _values[edge.Source];
        Scale? scale = source;
        using (_graph.Scope($"in{index}"))
        {
            foreach (var step in edge.Steps)
            {
                value = step.Lower(_graph, value, new(scale, before, node.Width, _graph.SizeAt(before)));
                scale = step.ScaleAfter(scale, before);
            }
        }
        if (scale is not null && scale != before)
            throw new ScaleMismatchException($"'{edge.Source}' arrives at scale {scale} but node '{node.Id}' needs {before}; add '>{(scale < before ? "up" : "s3")}'");
        return value;
    }

    public Value Fuse(ArchitectureNode node, IReadOnlyList<Value> inputs, Scale before)
    {
        if (node.Fusion is null) return inputs[0];
        using (_graph.Scope("fuse")) return node.Fusion.Lower(_graph, inputs, new(node.Width, _graph.SizeAt(before)));
    }

    public Value Operate(ArchitectureNode node, Value input)
    {
        var target = new Operators.NodeTarget(node.Width, _graph.SizeAt(node.Scale));
        var value = node.Operator.Lower(_graph, input, target);
        if (value.Channels != target.Width)
            throw new ShapeException($"node '{node.Id}' has width {node.Width} but its operator {node.Operator.Text} gives {value.Channels} channels");
        if (value.Size != target.Size)
            throw new ShapeException($"node '{node.Id}' needs maps of {target.Size} but its operator {node.Operator.Text} gives {value.Size}");
        return value;
    }

    public void Finish(ArchitectureNode node, Value value) => _values[node.Id] = (value, node.Scale);

    /// <summary>Goes on as if the node had been right, so that later mistakes are found too.</summary>
    public void Assume(ArchitectureNode node)
    {
        var size = _graph.SizeAt(node.Scale);
        Finish(node, _graph.Emit(new ImageInput(new TensorShape(node.Width, size.Height, size.Width)), "assumed"));
    }

    public IDisposable Scope(ArchitectureNode node) => _graph.Scope(node.Id, node.SharedWith);

    public Graph Build(Architecture architecture) => _graph.Build(_values[Architecture.OutputId].Value,
        [.. architecture.Nodes.SelectMany(HeadsOf)]);

    private IEnumerable<AuxiliaryHead> HeadsOf(ArchitectureNode node)
    {
        if (node.AuxiliaryWeight is { } weight) yield return new AuxiliaryHead(_values[node.Id].Value.Node, weight);
        if (node.DetailWeight is { } detail) yield return new AuxiliaryHead(_values[node.Id].Value.Node, detail, AuxiliaryHeadKind.Detail);
    }
}

/// <summary>Scales of values that meet do not agree.</summary>
internal sealed class ScaleMismatchException(string message) : ShapeException(message);
