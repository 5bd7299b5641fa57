using System.Security.Cryptography;
using System.Text;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.Differences;

/// <summary>What stands around each node of an architecture.</summary>
internal sealed class NodeSurroundings
{
    private readonly Dictionary<string, string> _computations = new(StringComparer.Ordinal) { [Architecture.ImageId] = Architecture.ImageId };
    private readonly Dictionary<string, double> _depths = new(StringComparer.Ordinal) { [Architecture.ImageId] = 0 };
    private readonly Dictionary<string, HashSet<string>> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _readers = new(StringComparer.Ordinal);

    public NodeSurroundings(Architecture architecture)
    {
        Nodes = architecture.Nodes;
        foreach (var node in Nodes)
        {
            _readers[node.Id] = new HashSet<string>(StringComparer.Ordinal);
            _sources[node.Id] = node.Inputs.Select(edge => edge.Source).ToHashSet(StringComparer.Ordinal);
            _depths[node.Id] = 1 + node.Inputs.Max(edge => _depths[edge.Source]);
            _computations[node.Id] = Describe(node);
            foreach (var source in _sources[node.Id])
            {
                if (source != Architecture.ImageId) _readers[source].Add(node.Id);
            }
        }
    }

    public IReadOnlyList<ArchitectureNode> Nodes { get; }

    /// <summary>Equal for nodes that compute the same from the image on.</summary>
    public string ComputationOf(string id) => _computations[id];

    /// <summary>Longest way from the image.</summary>
    public double DepthOf(string id) => _depths[id];

    /// <summary>Ids of the nodes that it reads.</summary>
    public IReadOnlySet<string> SourcesOf(string id) => _sources[id];

    /// <summary>Ids of the nodes that read it.</summary>
    public IReadOnlySet<string> ReadersOf(string id) => _readers[id];

    private string Describe(ArchitectureNode node)
    {
        var inputs = node.Inputs.Select(edge => $"{_computations[edge.Source]}.{edge.Port}>{string.Join('>', edge.Steps.Select(step => step.Text))}");
        if (node.Fusion is { IsCommutative: true }) inputs = inputs.Order(StringComparer.Ordinal);
        var shared = node.SharedWith is { } other ? _computations[other] : "";
        var label = $"{node.Scale} x{node.Width} {node.Operator.Text} {node.Fusion?.Text} {node.AuxiliaryWeight} {node.DetailWeight}";
        var text = $"{label} {shared} {string.Join(';', inputs)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
