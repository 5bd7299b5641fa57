using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Diagnostics;
using NasFuse.Data.Pictures;
using Spectre.Console;

namespace NasFuse.Cli.Prediction;

/// <summary>How pictures are predicted and drawn.</summary>
/// <param name="TileOverlap">Share of a tile that overlaps its neighbour, or null for resizing.</param>
/// <param name="Opacity">How much of the class's colour overlays show, 0..1.</param>
internal sealed record PredictionSettings(double? TileOverlap, double Opacity);

/// <summary>Predicts pictures one after the other. Bad ones are noted and do not stop the rest.</summary>
internal sealed class PredictionRun(LoadedPredictor predictor, PredictionFolder folder, PredictionSettings settings, Terminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15);

    private readonly long[] _classPixels = new long[256];
    private readonly List<double> _networkMs = [];
    private readonly DiagnosticBag _problems = new();

    /// <summary>What was wrong with pictures.</summary>
    public IReadOnlyList<Diagnostic> Problems => _problems.Diagnostics;

    /// <summary>Pictures that were predicted.</summary>
    public int Predicted => _networkMs.Count;

    /// <summary>Predicts all.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was written stays.</exception>
    public void Execute(IReadOnlyList<(string Path, string Name)> pictures, CancellationToken cancellation)
    {
        var (start, lastLine) = (clock.GetTimestamp(), clock.GetTimestamp());
        foreach (var (path, name) in pictures)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                PredictOne(path, name);
            }
            catch (UserErrorException bad)
            {
                _problems.AddRange(bad.Diagnostics);
            }
            if (clock.GetElapsedTime(lastLine) < s_heartbeat) continue;
            lastLine = clock.GetTimestamp();
            var perSecond = Predicted / clock.GetElapsedTime(start).TotalSeconds;
            terminal.Say(FormattableString.Invariant($"{Predicted} of {pictures.Count} pictures, {perSecond:F1} a second"));
        }
        if (Predicted > 0) Conclude(clock.GetElapsedTime(start));
    }

    private void PredictOne(string path, string name)
    {
        var image = RgbImage.Read(path);
        var start = clock.GetTimestamp();
        var ids = predictor.Predict(image, settings.TileOverlap);
        var ms = clock.GetElapsedTime(start).TotalMilliseconds;
        PredictionFolder.Write(folder.MaskOf(name), ClassIdPng.Write(ids, image.Size));
        PredictionFolder.Write(folder.OverlayOf(name), ClassOverlay.Png(image, ids, predictor.Classes, settings.Opacity));
        _networkMs.Add(ms);
        foreach (var id in ids) _classPixels[id]++;
    }

    private void Conclude(TimeSpan elapsed)
    {
        folder.WriteClasses(predictor.Classes);
        terminal.Data.Write(ClassShares());
        var median = _networkMs.Order().ElementAt(_networkMs.Count / 2);
        var pictures = Predicted == 1 ? "1 picture" : $"{Predicted} pictures";
        terminal.RawData.WriteLine(FormattableString.Invariant($"{pictures} in {elapsed.TotalSeconds:F1} s: {Predicted / elapsed.TotalSeconds:F1} a second ")
            + FormattableString.Invariant($"with reading and drawing; predicting takes {median:F1} ms (median, {Show.Threads(predictor.Threads)})"));
    }

    private Table ClassShares()
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("id").RightAligned()).AddColumns("class", "colour").AddColumn(new TableColumn("share of pixels").RightAligned());
        var total = (double)_classPixels.Sum();
        foreach (var (id, c) in predictor.Classes.Index())
        {
            var swatch = new Text($"██ {c.Color}", new Style(new Color(c.Color.Red, c.Color.Green, c.Color.Blue)));
            table.AddRow(new Text($"{id}"), new Text(c.Name), swatch, new Text(FormattableString.Invariant($"{100 * _classPixels[id] / total:F1} %")));
        }
        return table;
    }
}
