using NasFuse.Core.Architectures;

namespace NasFuse.Core.Studies.Queues;

/// <summary>Evaluates trials, one at a time, on a thread of its own. Says what it does to the controller and touches no store.</summary>
/// <remarks>An error inside a trial ends that trial as Failed; an error of the evaluator's creation or of the way to the controller ends the worker.</remarks>
/// <param name="source">Where trials come from.</param>
/// <param name="name">Id of the worker.</param>
/// <param name="slot">0-based place within the worker.</param>
/// <param name="createEvaluator">Called once, on the worker's thread.</param>
/// <param name="folderOf">Gives (and creates) the folder of a trial.</param>
public sealed class TrialWorker(ITrialSource source, string name, int slot, Func<ITrialEvaluator> createEvaluator, Func<TrialJob, string> folderOf)
{
    /// <summary>See <see cref="WorkerSlot.OnlyTimes"/>.</summary>
    public bool OnlyTimes { get; init; }

    /// <summary>Works until no more trials come or the work is cancelled; what is under way then is handed back.</summary>
    public Task RunAsync(CancellationToken cancellation) =>
        Task.Factory.StartNew(() => Work(cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Works beside others until they are all told to end; when it fails, it tells them.</summary>
    public async Task RunAsync(CancellationTokenSource all)
    {
        try
        {
            await RunAsync(all.Token).ConfigureAwait(false);
        }
        catch
        {
            await all.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Work(CancellationToken cancellation)
    {
        using var evaluator = createEvaluator();
        var place = new WorkerSlot(name, slot, evaluator.Device) { OnlyTimes = OnlyTimes };
        try
        {
            while (Wait(source.LeaseAsync(place, cancellation)) is { } lease) Hold(evaluator, lease, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What was under way has been handed back.
        }
    }

    private void Hold(ITrialEvaluator evaluator, ITrialLease lease, CancellationToken cancellation)
    {
        try
        {
            using var span = StudyTelemetry.Begin(lease);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Stopped);
            if (Evaluate(evaluator, lease, ending.Token) is { } outcome) Wait(lease.CompleteAsync(outcome, CancellationToken.None));
            else if (cancellation.IsCancellationRequested) Wait(lease.ReturnAsync("its worker was told to end", CancellationToken.None));
        }
        finally
        {
            Wait(lease.DisposeAsync());
        }
    }

    /// <summary>The result, or null when there is none to record: the work was cancelled, or the trial belongs to another worker.</summary>
    private TrialOutcome? Evaluate(ITrialEvaluator evaluator, ITrialLease lease, CancellationToken ending)
    {
        try
        {
            ending.ThrowIfCancellationRequested();
            var trial = EvaluateOrFail(evaluator, lease, ending);
            // What breaks while everything is being ended says nothing about the architecture.
            if (trial.State == TrialState.Failed) ending.ThrowIfCancellationRequested();
            return TrialOutcome.Of(trial);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return lease.Stop is { Reason: StopReason.User } stop ? TrialOutcome.Failed(lease.Trial, $"stopped: {stop.Why}") : null;
        }
    }

    private Trial EvaluateOrFail(ITrialEvaluator evaluator, ITrialLease lease, CancellationToken ending)
    {
        try
        {
            var folder = folderOf(lease.Job);
            Wait(lease.PrepareAsync(folder, ending));
            var assignment = new TrialAssignment(lease.Trial, ArchitectureText.Parse(lease.Trial.Architecture), folder) { Study = lease.Job.Study };
            return evaluator.Evaluate(assignment, new Progress(lease, ending), ending);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return lease.Trial with { State = TrialState.Failed, Error = $"{error.GetType().Name}: {error.Message}" };
        }
    }

    // The thread is the worker's own, and evaluators are not asynchronous.
    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();

    private sealed class Progress(ITrialLease lease, CancellationToken ending) : ITrialProgress
    {
        private string? _decided;

        public string? ReasonToStop => _decided ?? (lease.Stop is { Reason: StopReason.Early } stop ? stop.Why : null);

        public void Measured(IReadOnlyDictionary<string, double> metrics) => Wait(lease.MeasuredAsync(metrics, ending));

        public void Epoch(EpochRecord epoch) => _decided = Wait(lease.ReportAsync(epoch, ending));

        public void Step(int epoch, int step, int steps, double loss) => lease.Step(epoch, step, steps, loss);
    }
}
