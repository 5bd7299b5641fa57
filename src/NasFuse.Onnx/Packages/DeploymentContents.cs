using System.Collections.Immutable;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Studies;
using NasFuse.Onnx.Verification;

namespace NasFuse.Onnx.Packages;

/// <summary>Everything a deployment package is made of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DeploymentContents
{
    /// <summary>Heading of the model card.</summary>
    public required string Title { get; init; }

    /// <summary>When it was exported.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What users must know to run it.</summary>
    public required NetworkMetadata Metadata { get; init; }

    /// <summary>Colours of the classes in the order of the logits' channels, <c>#rrggbb</c>; empty when not known.</summary>
    public ImmutableArray<string> ClassColours { get; init; } = [];

    /// <summary>The bytes of <c>model.onnx</c>.</summary>
    public required byte[] OnnxModel { get; init; }

    /// <summary>Images per run of <see cref="OnnxModel"/>, or null for any number.</summary>
    public required int? Batch { get; init; }

    /// <summary>The architecture's text form.</summary>
    public required string ArchitectureText { get; init; }

    /// <summary>The drawing of the architecture: an SVG document.</summary>
    public required string Drawing { get; init; }

    /// <summary>What has to be said below the drawing, or null.</summary>
    public string? DrawingRemark { get; init; }

    /// <summary>The trained weights of the deployed graph, batch normalisations not folded, so that training can go on from them.</summary>
    public required WeightSet Weights { get; init; }

    /// <summary>Height and width of the image.</summary>
    public required Size InputSize { get; init; }

    /// <summary>Counts of the deployed graph, batch normalisations not folded.</summary>
    public required GraphCost Cost { get; init; }

    /// <summary>The data it was trained and verified on, so that verification can be repeated.</summary>
    public required DataSpecification Data { get; init; }

    /// <summary>The data in words: source, splits, licence as far as known.</summary>
    public required string DataDescription { get; init; }

    /// <summary>Result per class on the validation split, in the order of the classes.</summary>
    public required ImmutableArray<ClassResult> ClassResults { get; init; }

    /// <summary>Mean intersection over union on the validation split, 0..1.</summary>
    public required double Miou { get; init; }

    /// <summary>Share of validation pixels that are right, 0..1, or null when not known.</summary>
    public double? PixelAccuracy { get; init; }

    /// <summary>The machine that trained and measured, in words.</summary>
    public required string Hardware { get; init; }

    /// <summary>All measured latencies.</summary>
    public required ImmutableArray<LatencyResult> Latencies { get; init; }

    /// <summary>The comparison with the trained network, or null when it was not verified.</summary>
    public required ParityReport? Parity { get; init; }

    /// <summary>Where it comes from, in order: study, trial, seed, epochs, commit …</summary>
    public ImmutableArray<KeyValuePair<string, string>> Provenance { get; init; } = [];

    /// <summary>What it should not be used for, beyond what always holds.</summary>
    public ImmutableArray<string> Limits { get; init; } = [];

    /// <summary>Licence of the weights as an SPDX expression or free text.</summary>
    public string License { get; init; } = "unspecified";
}
