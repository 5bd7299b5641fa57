using System.Collections.Concurrent;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Predictions;

/// <summary>Keeps the predictions of the trials that were looked at last; one is made at a time. Thread-safe.</summary>
/// <param name="predictor">Who makes them, or null where nobody can.</param>
public sealed class PredictionCache(ITrialPredictor? predictor) : IDisposable
{
    private const int Images = 3;
    private const int Kept = 20;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<(string Study, string Created, int Trial), TrialPredictions> _made = new();
    private readonly Queue<(string Study, string Created, int Trial)> _order = [];

    /// <summary>True where predictions can be made.</summary>
    public bool IsAvailable => predictor is not null;

    /// <summary>What was made before, or null.</summary>
    public TrialPredictions? Find(WatchedStudy study, int number) => _made.GetValueOrDefault(Key(study, number));

    /// <summary>Makes them, or gives those that were made before.</summary>
    /// <exception cref="Core.Diagnostics.UserErrorException">The trial's weights or the study's data are not there.</exception>
    public async Task<TrialPredictions> MakeAsync(WatchedStudy study, int number, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var key = Key(study, number);
            if (_made.TryGetValue(key, out var made)) return made;
            made = await Task.Run(() => predictor!.Predict(study.Reader.Folder, study.View!.Manifest, study.Reader.Find(number)!, Images), cancellation)
                .ConfigureAwait(false);
            _made[key] = made;
            _order.Enqueue(key);
            if (_order.Count > Kept) _made.TryRemove(_order.Dequeue(), out _);
            return made;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static (string, string, int) Key(WatchedStudy study, int number) => (study.Name, study.View?.Manifest.Created ?? "", number);
}
