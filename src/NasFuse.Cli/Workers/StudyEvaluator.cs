using NasFuse.Core.Studies;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Runtime;

namespace NasFuse.Cli.Workers;

/// <summary>Evaluates trials of several studies, each as its study says. Called by one thread.</summary>
internal sealed class StudyEvaluator(WorkerStudies studies, WorkerSettings settings, MeasurementGate gate, Action<string> note) : ITrialEvaluator
{
    private string? _key;
    private ITrialEvaluator? _evaluator;

    /// <inheritdoc/>
    public string Device { get; } = TorchRuntime.Describe(TorchRuntime.Resolve(settings.Device, new("--device")), settings.ThreadShare);

    /// <inheritdoc/>
    public Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation)
    {
        var (study, attempts) = (assignment.Study!, assignment.Trial.Attempts);
        var what = $"trial {assignment.Trial.Number} of {study.Title}";
        note($"{what} begins{(attempts > 1 ? $", attempt {attempts}" : "")}");
        var trial = Of(study.Key).Evaluate(assignment, progress, cancellation);
        note($"{what} ended as {trial.State.ToString().ToLowerInvariant()}{(trial.Error is { } error ? $": {error}" : "")}");
        return trial;
    }

    /// <inheritdoc/>
    public void Dispose() => _evaluator?.Dispose();

    private ITrialEvaluator Of(string key)
    {
        if (_key == key) return _evaluator!;
        _evaluator?.Dispose();
        _evaluator = studies.Find(key).CreateEvaluator(settings, gate, note);
        _key = key;
        return _evaluator;
    }
}
