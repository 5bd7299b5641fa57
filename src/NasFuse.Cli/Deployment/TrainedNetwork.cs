using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Onnx;
using NasFuse.Onnx.Packages;
using NasFuse.Onnx.Writing;

namespace NasFuse.Cli.Deployment;

/// <summary>A network after its training, wherever it was trained, with all that is known about it.</summary>
internal sealed record TrainedNetwork
{
    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>What it is.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>Trained values of the deployed graph, batch normalisations not folded.</summary>
    public required WeightSet Weights { get; init; }

    /// <summary>The data it was trained on, at the size it was trained at.</summary>
    public required DataSpecification Data { get; init; }

    /// <summary>What is known about the data.</summary>
    public required DataFacts Facts { get; init; }

    /// <summary>Mean intersection over union on the validation split, 0..1.</summary>
    public required double Miou { get; init; }

    /// <summary>Share of validation pixels that are right, 0..1, or null when it was not kept.</summary>
    public required double? PixelAccuracy { get; init; }

    /// <summary>Result per class on the validation split, in the order of the classes.</summary>
    public required ImmutableArray<ClassResult> ClassResults { get; init; }

    /// <summary>Where it comes from, in words.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Provenance { get; init; }

    /// <summary>What users must know to run it.</summary>
    public NetworkMetadata Metadata => new(ArchitectureId.Of(Architecture), [.. Facts.Classes], Floats(Facts.Mean), Floats(Facts.StandardDeviation));

    /// <summary>The graph that ships, at a size.</summary>
    public Graph Deployed(Size size) => Architecture.Lower(size).Deployed();

    /// <summary>Checks that the weights fit the deployed graph, which they need not at another size than they were trained at.</summary>
    /// <exception cref="UserErrorException">They do not.</exception>
    public void RequireFit(Graph graph)
    {
        if (Weights.MismatchesWith(graph) is [var mismatch, ..])
            throw new UserErrorException(new SourcePlace("--size"), ErrorCodes.Contradiction,
                $"the trained weights do not fit the network at {graph.InputShape.Size}: {mismatch}; use {Data.ImageSize()}");
    }

    /// <summary>The ONNX model of the deployed graph, batch normalisations folded.</summary>
    /// <param name="graph">See <see cref="Deployed"/>.</param>
    /// <param name="batch">Images per run, or null for any number.</param>
    public byte[] ToOnnx(Graph graph, int? batch)
    {
        var folded = BatchNormFolding.Fold(graph, Weights);
        return OnnxWriter.Write(folded.Graph, folded.Weights, Metadata, batch);
    }

    private static ImmutableArray<float> Floats(IEnumerable<double> values) => [.. values.Select(value => (float)value)];
}
