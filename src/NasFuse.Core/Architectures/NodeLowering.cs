using System.Collections.Frozen;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Architectures;

/// <summary>Lowers node after node, keeping the values made so far.</summary>
internal sealed class NodeLowering
{
    private static readonly FrozenDictionary<string, Value> s_noPorts = FrozenDictionary<string, Value>.Empty;

    private readonly GraphBuilder _graph;
    private readonly Dictionary<string, LoweredNode> _nodes = new(StringComparer.Ordinal);

    public NodeLowering(Size imageSize)
    {
        _graph = new GraphBuilder(imageSize);
        _nodes[Architecture.ImageId] = new LoweredNode(_graph.Image, Scale.Full, s_noPorts);
    }

    public void Lower(ArchitectureNode node)
    {
        using (_graph.Scope(node.Id, node.SharedWith))
        {
            var scales = NodeScales.Of(node);
            var inputs = node.Inputs.Select((_, i) => Align(node, i, scales)).ToArray();
            Operate(node, Fuse(node, inputs, scales));
        }
    }

    public Value Align(ArchitectureNode node, int index, NodeScales scales)
    {
        var edge = node.Inputs[index];
        var source = _nodes[edge.Source];
        var value = edge.Port is null ? source.Value : source.Ports[edge.Port];
        // A gate vector stands at no scale and meets maps of any.
        Scale? scale = edge.Port is not null && value.Size == new Size(1, 1) ? null : source.Scale;
        var target = scales.Inputs;
        using (_graph.Scope($"in{index}"))
        {
            foreach (var step in edge.Steps)
            {
                value = step.Lower(_graph, value, new(scale, target, node.Width, _graph.SizeAt(target)) { SourcePorts = source.Ports });
                scale = step.ScaleAfter(scale, target);
            }
        }
        if (scale is not null && scale != target)
            throw new ScaleMismatchException($"'{edge.From}' arrives at scale {scale} but node '{node.Id}' needs {target}; add '>{(scale < target ? "up" : "s3")}'");
        return value;
    }

    public Value Fuse(ArchitectureNode node, IReadOnlyList<Value> inputs, NodeScales scales)
    {
        if (node.Fusion is null) return inputs[0];
        using (_graph.Scope("fuse")) return node.Fusion.Lower(_graph, inputs, new(node.Width, _graph.SizeAt(scales.Fused)));
    }

    public void Operate(ArchitectureNode node, Value input)
    {
        var target = new Operators.NodeTarget(node.Width, _graph.SizeAt(node.Scale));
        var value = node.Operator.Lower(_graph, input, target);
        if (value.Channels != target.Width)
            throw new ShapeException($"node '{node.Id}' has width {node.Width} but its operator {node.Operator.Text} gives {value.Channels} channels");
        if (value.Size != target.Size)
            throw new ShapeException($"node '{node.Id}' needs maps of {target.Size} but its operator {node.Operator.Text} gives {value.Size}");
        _nodes[node.Id] = new LoweredNode(value, node.Scale, LowerPorts(node, input, value));
    }

    /// <summary>Goes on as if the node had been right, so that later mistakes are found too.</summary>
    public void Assume(ArchitectureNode node)
    {
        var size = _graph.SizeAt(node.Scale);
        var value = _graph.Emit(new ImageInput(new TensorShape(node.Width, size.Height, size.Width)), "assumed");
        _nodes[node.Id] = new LoweredNode(value, node.Scale, node.Operator.Ports.ToDictionary(port => port, _ => value));
    }

    public IDisposable Scope(ArchitectureNode node) => _graph.Scope(node.Id, node.SharedWith);

    public Graph Build(Architecture architecture) => _graph.Build(_nodes[Architecture.OutputId].Value, [.. architecture.Nodes.SelectMany(HeadsOf)]);

    private IEnumerable<AuxiliaryHead> HeadsOf(ArchitectureNode node)
    {
        if (node.AuxiliaryWeight is { } weight) yield return new AuxiliaryHead(_nodes[node.Id].Value.Node, weight);
        if (node.DetailWeight is { } detail) yield return new AuxiliaryHead(_nodes[node.Id].Value.Node, detail, AuxiliaryHeadKind.Detail);
    }

    private IReadOnlyDictionary<string, Value> LowerPorts(ArchitectureNode node, Value input, Value output) =>
        node.Operator.Ports.Count == 0 ? s_noPorts : node.Operator.Ports.ToDictionary(port => port, port => node.Operator.LowerPort(_graph, port, input, output));

    /// <summary>What is known of a node that is lowered.</summary>
    private sealed record LoweredNode(Value Value, Scale Scale, IReadOnlyDictionary<string, Value> Ports);
}

/// <summary>Scales of values that meet do not agree.</summary>
internal sealed class ScaleMismatchException(string message) : ShapeException(message);
