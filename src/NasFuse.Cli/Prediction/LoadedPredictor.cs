using System.Collections.Immutable;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Deployment;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Data;
using NasFuse.Data.Pictures;
using NasFuse.Onnx.Packages;
using NasFuse.Onnx.Predicting;
using NasFuse.Onnx.Running;

namespace NasFuse.Cli.Prediction;

/// <summary>A picture with its classes.</summary>
/// <param name="Ids">Class ids at the picture's own size, <c>[H, W] uint8</c>.</param>
/// <param name="OverlayPng">The classes laid over the picture with a legend, the bytes of a PNG.</param>
/// <param name="Predicting">Time that predicting took, without reading and drawing.</param>
internal sealed record DrawnPrediction(byte[] Ids, byte[] OverlayPng, TimeSpan Predicting);

/// <summary>How pictures are predicted and drawn.</summary>
/// <param name="TileOverlap">Share of a tile that overlaps its neighbour, or null for resizing.</param>
/// <param name="Opacity">How much of the class's colour overlays show, 0..1.</param>
internal sealed record PredictionSettings(double? TileOverlap = null, double Opacity = ClassOverlay.UsualOpacity);

/// <summary>A trained network in ONNX Runtime, ready for pictures of any size, with the names and colours of its classes.</summary>
/// <remarks>Predicting is thread-safe; disposing is not.</remarks>
internal sealed class LoadedPredictor : IDisposable
{
    private readonly OnnxNetwork _network;
    private readonly ImagePredictor _predictor;

    private LoadedPredictor(string title, OnnxNetwork network, Onnx.NetworkMetadata metadata, ClassColours colours)
    {
        (Title, _network, Colours) = (title, network, colours);
        _predictor = new ImagePredictor(network, metadata);
    }

    /// <summary>What predicts, in words.</summary>
    public string Title { get; }

    /// <summary>Classes by id.</summary>
    public ImmutableArray<SegmentationClass> Classes => Colours.Classes;

    /// <summary>Where the colours of the classes come from.</summary>
    public ClassColours Colours { get; }

    /// <summary>Size that pictures are brought to, or that tiles have.</summary>
    public Size Size => _predictor.Size;

    /// <summary>CPU threads.</summary>
    public int Threads => _network.Threads;

    /// <summary>The network of a deployment package.</summary>
    /// <exception cref="UserErrorException">It is no package, or something does not belong together.</exception>
    public static LoadedPredictor OfPackage(string folder, int threads)
    {
        var packaged = PackagedNetwork.Read(folder);
        var (package, manifest) = (packaged.Package, packaged.Package.Manifest);
        var colours = ClassColours.Of(manifest.Classes, manifest.ClassColours, manifest.Data, Path.Combine(folder, DeploymentPackage.ManifestFile));
        return new(folder, OnnxNetwork.Load(package.OnnxModel, threads, Path.Combine(folder, DeploymentPackage.ModelFile)), packaged.Metadata, colours);
    }

    /// <summary>The network that a trial trained, exported in memory.</summary>
    /// <param name="study">The study; a search may be running on it.</param>
    /// <param name="trial">A complete trial of it.</param>
    /// <param name="size">Size of the network, or null for that of the study's data.</param>
    /// <param name="threads">CPU threads.</param>
    /// <exception cref="UserErrorException">The weights are missing or changed, or do not fit the size.</exception>
    public static LoadedPredictor OfTrial(StoredStudy study, Trial trial, Size? size, int threads)
    {
        var trained = StudyNetwork.Load(study, trial);
        var graph = trained.Deployed(size ?? trained.Data.ImageSize());
        trained.RequireFit(graph);
        var colours = ClassColours.Of(trained.Facts.Classes, trained.Facts.Colours, trained.Data, study.Reader.Folder.Database);
        return new(trained.Title, OnnxNetwork.Load(trained.ToOnnx(graph, batch: 1), threads), trained.Metadata, colours);
    }

    /// <summary>Class ids of a picture at its own size, <c>[H, W] uint8</c>.</summary>
    /// <param name="image">The picture, of any size.</param>
    /// <param name="tileOverlap">
    /// Share of a tile that overlaps its neighbour, to cut large pictures into tiles; null to resize every picture to the network's size. Pictures
    /// smaller than a tile are resized always.
    /// </param>
    public byte[] Predict(RgbImage image, double? tileOverlap = null) =>
        tileOverlap is { } overlap && _predictor.CanTile(image.Size)
            ? _predictor.PredictTiled(image.Rgb, image.Size, overlap)
            : _predictor.Predict(image.Resize(Size).Rgb, image.Size);

    /// <summary>Predicts a picture and lays its classes over it.</summary>
    /// <param name="image">The picture, of any size.</param>
    /// <param name="settings">How.</param>
    /// <param name="clock">For the time that predicting takes.</param>
    public DrawnPrediction Draw(RgbImage image, PredictionSettings settings, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        var ids = Predict(image, settings.TileOverlap);
        var predicting = clock.GetElapsedTime(start);
        return new DrawnPrediction(ids, ClassOverlay.Png(image, ids, Classes, settings.Opacity), predicting);
    }

    public void Dispose() => _network.Dispose();
}
