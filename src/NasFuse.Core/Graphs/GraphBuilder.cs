using System.Collections.Immutable;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.Graphs;

/// <summary>Builds a <see cref="Graph"/> primitive by primitive, naming parameters and inferring shapes on the way.</summary>
/// <remarks>Not thread-safe. The small vocabulary of composed layers is in <see cref="GraphBuilderLayers"/>.</remarks>
public sealed class GraphBuilder
{
    private readonly List<GraphNode> _nodes = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ParameterSpec> _shared = new(StringComparer.Ordinal);
    private string _scope = "";
    private string _parameterScope = "";
    private bool _isSharing;

    /// <summary>The image, <c>[3, H, W]</c>.</summary>
    public Value Image { get; }

    /// <summary>Starts a graph for images of one size.</summary>
    public GraphBuilder(Size inputSize, int channels = 3)
    {
        Image = Emit(new ImageInput(new TensorShape(channels, inputSize.Height, inputSize.Width)), "image", []);
    }

    /// <summary>Height and width of maps at a scale: <c>ceil(H · s) × ceil(W · s)</c>.</summary>
    public Size SizeAt(Scale scale) => scale.Apply(Image.Size);

    /// <summary>Appends a primitive.</summary>
    /// <param name="primitive">What to compute.</param>
    /// <param name="label">Short name within the current scope; made unique by a suffix.</param>
    /// <param name="inputs">What it reads.</param>
    /// <exception cref="ShapeException">The inputs do not fit.</exception>
    public Value Emit(Primitive primitive, string label, params ReadOnlySpan<Value> inputs)
    {
        var indices = ImmutableArray.CreateBuilder<int>(inputs.Length);
        var shapes = new TensorShape[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            indices.Add(inputs[i].Node);
            shapes[i] = inputs[i].Shape;
            if (_nodes[inputs[i].Node].Primitive.GivesIndices != primitive.TakesIndices(i)) throw new ShapeException(
                primitive.TakesIndices(i) ? "pooling indices are needed here, such as 'p4.i' of a pooling 'p4'" : "pooling indices are no map; only 'unpool' can read them");
        }
        var shape = primitive.InferShape(shapes);
        var (name, parameterScope) = NamesOf(label);
        var node = new GraphNode(_nodes.Count, name, parameterScope, primitive, indices.MoveToImmutable(), shape, [.. primitive.ParametersFor(shapes)]);
        if (_isSharing) RequireSameShapes(node);
        _nodes.Add(node);
        return new Value(node.Index, shape);
    }

    /// <summary>Names everything emitted inside <paramref name="name"/><c>/…</c> until the result is disposed.</summary>
    /// <param name="name">Name of the part.</param>
    /// <param name="sharedWith">When set, the part uses the parameters of the part of that name instead of own ones.</param>
    public IDisposable Scope(string name, string? sharedWith = null)
    {
        var closing = new ScopeEnd(this, _scope, _parameterScope);
        var inner = $"{_scope}{name}/";
        var own = sharedWith is null && ReferenceEquals(_scope, _parameterScope);
        (_scope, _parameterScope) = (inner, own ? inner : $"{_parameterScope}{sharedWith ?? name}/");
        if (!own && !_isSharing) BeginSharing();
        return closing;
    }

    /// <summary>Finishes the graph.</summary>
    public Graph Build(Value output, ImmutableArray<AuxiliaryHead> auxiliaryHeads = default) =>
        new([.. _nodes], output.Node, auxiliaryHeads.IsDefault ? [] : auxiliaryHeads);

    /// <summary>Parts that share parameters must agree on their shapes.</summary>
    private void RequireSameShapes(GraphNode node)
    {
        foreach (var parameter in node.Parameters)
        {
            var name = node.ParameterName(parameter);
            if (_shared.TryAdd(name, parameter) || _shared[name].Shape.SequenceEqual(parameter.Shape)) continue;
            throw new ShapeException($"shared weights '{name}' are [{string.Join(", ", _shared[name].Shape)}] "
                + $"but [{string.Join(", ", parameter.Shape)}] are needed here; give both nodes inputs of equal width");
        }
    }

    /// <summary>From here on parameters may be shared: those that exist are noted.</summary>
    private void BeginSharing()
    {
        _isSharing = true;
        foreach (var node in _nodes) RequireSameShapes(node);
    }

    private (string Name, string ParameterScope) NamesOf(string label)
    {
        var name = _scope + label;
        var local = label;
        for (var i = 1; !_names.Add(name); i++)
        {
            local = $"{label}_{i}";
            name = _scope + local;
        }
        return (name, ReferenceEquals(_scope, _parameterScope) ? name : _parameterScope + local);
    }

    private sealed class ScopeEnd(GraphBuilder graph, string scope, string parameterScope) : IDisposable
    {
        public void Dispose() => (graph._scope, graph._parameterScope) = (scope, parameterScope);
    }
}
