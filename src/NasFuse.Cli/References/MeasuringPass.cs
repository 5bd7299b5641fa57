using System.Text;
using System.Text.Json.Nodes;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Deployment;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Studies;
using NasFuse.Storage;
using NasFuse.Storage.Artefacts;

namespace NasFuse.Cli.References;

/// <summary>Measures every trained reference in one sitting: torch and ONNX Runtime in turn, parity and mIoU both ways on all validation images.</summary>
/// <remarks>What is measured is kept at once, so a killed pass goes on where it was.</remarks>
/// <param name="terminal">Where progress goes.</param>
/// <param name="quick">As few runs as a latency needs.</param>
/// <param name="remeasure">Measure also what was measured under equal conditions.</param>
/// <param name="clock">The time.</param>
internal sealed class MeasuringPass(Terminal terminal, bool quick, bool remeasure, TimeProvider clock)
{
    /// <summary>Measures all complete trials of a study.</summary>
    /// <param name="results">Folder of all studies.</param>
    /// <param name="planned">The study.</param>
    /// <param name="cancellation">Ends the pass between two networks.</param>
    /// <returns>What came of it: trials, measurements by number, and why some could not be measured.</returns>
    /// <exception cref="StoreLockedException">Another process writes the study.</exception>
    public MeasuredStudy Run(string results, PlannedStudy planned, CancellationToken cancellation)
    {
        // Held as by a search: two passes at once would disturb each other.
        using var held = LiteDbTrialStore.Open(StudyFolders.Resolve(results, planned.Name));
        using var study = StoredStudy.Open(results, planned.Name);
        var conditions = MeasuringConditions.Of(study.Manifest.Study.Study, quick);
        var measured = new MeasuredStudy(planned, study.Manifest, study.Trials, conditions);
        Trial[] complete = [.. study.Trials.Where(trial => trial.State == TrialState.Complete)];
        foreach (var (i, trial) in complete.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            Measure(study, trial, measured, $"measuring {planned.Name} {i + 1}/{complete.Length}");
        }
        return measured;
    }

    private void Measure(StoredStudy study, Trial trial, MeasuredStudy measured, string progress)
    {
        var file = Path.Combine(study.Reader.Folder.TrialFolder(trial.Number), ReferenceMeasurement.FileName);
        var conditions = measured.Conditions.Of(trial);
        if (!remeasure && ReferenceMeasurement.Read(file, conditions) is { } kept)
        {
            measured.Measurements[trial.Number] = kept;
            return;
        }
        try
        {
            var network = StudyNetwork.Load(study, trial);
            var draft = DeploymentDraft.Create(network, network.Data.ImageSize(), batch: 1, measured.Conditions.Settings, clock);
            var measurement = ReferenceMeasurement.Of(draft.Comparison);
            Keep(study.Reader.Folder, trial, measurement.ToJson(conditions, clock.GetUtcNow()));
            measured.Measurements[trial.Number] = measurement;
            var latencies = FormattableString.Invariant($"torch {measurement.Torch.MedianMs:F1} ms  ONNX {measurement.Onnx.MedianMs:F1} ms");
            terminal.Say($"{progress}  {MeasuredStudy.NameOf(trial)}  {latencies}  {VerificationTable.Line(draft.Comparison)}");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One network that cannot be exported must not hide how the others do; the run ends with a list of these.
            measured.Failures[trial.Number] = $"{failure.GetType().Name}: {failure.Message.Split('\n')[0]}";
            terminal.Complain($"{progress}  {MeasuredStudy.NameOf(trial)}  {measured.Failures[trial.Number]}");
        }
    }

    private static void Keep(StudyFolder study, Trial trial, JsonObject measurement)
    {
        var content = Encoding.UTF8.GetBytes(JsonText.Of(measurement));
        new ArtefactFolder(study).Write("measurement", $"{StudyFolder.TrialPath(trial.Number)}/{ReferenceMeasurement.FileName}", stream => stream.Write(content));
    }
}
