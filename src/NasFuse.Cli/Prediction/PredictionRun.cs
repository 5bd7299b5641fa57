using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Files;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Measurement;
using NasFuse.Data.Pictures;
using Spectre.Console;

namespace NasFuse.Cli.Prediction;

/// <summary>Predicts pictures one after the other. Bad ones are noted and do not stop the rest.</summary>
internal sealed class PredictionRun(LoadedPredictor predictor, PredictionFolder folder, PredictionSettings settings, Terminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15);

    private readonly long[] _classPixels = new long[256];
    private readonly List<double> _predictingMs = [];
    private readonly DiagnosticBag _problems = new();

    /// <summary>What was wrong with pictures.</summary>
    public IReadOnlyList<Diagnostic> Problems => _problems.Diagnostics;

    /// <summary>Pictures that were predicted.</summary>
    public int Predicted => _predictingMs.Count;

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
        var drawn = predictor.Draw(image, settings, clock);
        OutputFile.Write(folder.MaskOf(name), ClassIdPng.Write(drawn.Ids, image.Size));
        OutputFile.Write(folder.OverlayOf(name), drawn.OverlayPng);
        _predictingMs.Add(drawn.Predicting.TotalMilliseconds);
        foreach (var id in drawn.Ids) _classPixels[id]++;
    }

    private void Conclude(TimeSpan elapsed)
    {
        folder.WriteClasses(predictor.Classes);
        terminal.Data.Write(ClassShares());
        var median = Quantiles.Median(_predictingMs);
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
