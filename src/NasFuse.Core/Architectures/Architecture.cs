using System.Collections.Immutable;
using NasFuse.Core.Alignments;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;

namespace NasFuse.Core.Architectures;

/// <summary>A way from an earlier value to a node, with the steps that align it.</summary>
/// <param name="Source">Id of the node it comes from, or <see cref="Architecture.ImageId"/>.</param>
/// <param name="Steps">Align steps, applied in order.</param>
public sealed record Edge(string Source, ImmutableArray<AlignStep> Steps)
{
    /// <summary>Secondary output of the source that it carries, e.g. <c>i</c> for pooling indices; null for the source's map.</summary>
    public string? Port { get; init; }

    /// <summary>Source and port as they are written: <c>p4</c> or <c>p4.i</c>.</summary>
    public string From => Port is null ? Source : $"{Source}.{Port}";

    /// <summary>Compares source, port and steps by content.</summary>
    public bool Equals(Edge? other) => other is not null && Source == other.Source && Port == other.Port && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Source, Steps.Length);
}

/// <summary>A node: aligned inputs, merged by a fusion, turned by an operator into a map of one scale and width.</summary>
/// <param name="Id">Unique name: a letter, then letters, digits or underscores.</param>
/// <param name="Scale">Scale of its output.</param>
/// <param name="Width">Channels of its output, 1..65536.</param>
/// <param name="Operator">What it computes.</param>
/// <param name="Fusion">How it merges its inputs; null when there is one input and nothing to merge.</param>
/// <param name="Inputs">Ordered inputs, at least one.</param>
public sealed record ArchitectureNode(
    string Id, Scale Scale, int Width, Operator Operator, Fusion? Fusion, ImmutableArray<Edge> Inputs)
{
    /// <summary>Weight of this node's loss when it is a training-only head, else null.</summary>
    public double? AuxiliaryWeight { get; init; }

    /// <summary>Weight of this node's loss when it is a training-only detail head (one channel: is the pixel on a border between classes?), else null.</summary>
    public double? DetailWeight { get; init; }

    /// <summary>Id of the node whose weights this one uses, or null for own weights.</summary>
    public string? SharedWith { get; init; }

    /// <summary>Compares all fields by content.</summary>
    public bool Equals(ArchitectureNode? other) =>
        other is not null && Id == other.Id && Scale == other.Scale && Width == other.Width && Operator == other.Operator && Fusion == other.Fusion
        && AuxiliaryWeight == other.AuxiliaryWeight && DetailWeight == other.DetailWeight && SharedWith == other.SharedWith
        && Inputs.SequenceEqual(other.Inputs);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Scale, Width, Operator, Inputs.Length);

    /// <summary>True when only training looks at this node's output as it is.</summary>
    public bool IsTrainingHead => AuxiliaryWeight is not null || DetailWeight is not null;
}

/// <summary>What a sampler proposes, a person reads and the database keeps: a typed DAG of operators, fusions and align steps.</summary>
/// <remarks>
/// Immutable and thread-safe. An instance made by a reader or a search space is valid; <see cref="ArchitectureChecks"/> says what that means.
/// The logits are the node called <see cref="OutputId"/>, at scale 1/1; its width is the number of classes.
/// </remarks>
public sealed record Architecture(ImmutableArray<ArchitectureNode> Nodes)
{
    /// <summary>Name of the image in edges.</summary>
    public const string ImageId = "image";

    /// <summary>Id of the node that gives the logits.</summary>
    public const string OutputId = "out";

    /// <summary>Number of classes: width of the output node.</summary>
    public int Classes => Nodes.Single(node => node.Id == OutputId).Width;

    /// <summary>Compares all nodes by content and order; use <see cref="ArchitectureId"/> to compare structure.</summary>
    public bool Equals(Architecture? other) => other is not null && Nodes.SequenceEqual(other.Nodes);

    /// <inheritdoc/>
    public override int GetHashCode() => Nodes.Aggregate(Nodes.Length, HashCode.Combine);
}
