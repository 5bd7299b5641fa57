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
        var (study, attempts) = (assignment.Study!, assignment.Trial.Attempts);
        var what = $"trial {assignment.Trial.Number} of '{study.Name}'";
        note($"{what} begins{(attempts > 1 ? $", attempt {attempts}" : "")}");
        var trial = Of(study.Key).Evaluate(assignment, progress, cancellation);
        note($"{what} ended as {trial.State.ToString().ToLowerInvariant()}{(trial.Error is { } error ? $": {error}" : "")}");
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
