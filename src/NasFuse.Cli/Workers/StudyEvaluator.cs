using NasFuse.Core.Studies;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Runtime;
using NasFuse.Torch.Trials;

namespace NasFuse.Cli.Workers;

/// <summary>Evaluates trials of several studies, each as its study says. Called by one thread.</summary>
internal sealed class StudyEvaluator(WorkerStudies studies, WorkerSettings settings, MeasurementGate gate, Action<string> note) : ITrialEvaluator
{
    private string? _key;
    private TorchTrialEvaluator? _evaluator;

    /// <inheritdoc/>
    public string Device { get; } = TorchRuntime.Describe(TorchRuntime.Resolve(settings.Device, new("--device")), settings.ThreadShare);

    /// <inheritdoc/>
    public Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation)
    {
        note($"trial {assignment.Trial.Number} of '{assignment.Study!.Name}' begins{(assignment.Trial.Attempts > 1 ? $", attempt {assignment.Trial.Attempts}" : "")}");
        var trial = Of(assignment.Study.Key).Evaluate(assignment, progress, cancellation);
        note($"trial {trial.Number} of '{assignment.Study.Name}' ended as {trial.State.ToString().ToLowerInvariant()}{(trial.Error is { } error ? $": {error}" : "")}");
        return trial;
    }

    /// <inheritdoc/>
    public void Dispose() => _evaluator?.Dispose();

    private TorchTrialEvaluator Of(string key)
    {
        if (_key == key) return _evaluator!;
        _evaluator?.Dispose();
        var study = studies.Find(key);
        _evaluator = new TorchTrialEvaluator(study.Settings(note), settings.Device, study.Threads(settings), gate, TimeProvider.System);
        _key = key;
        return _evaluator;
    }
}
