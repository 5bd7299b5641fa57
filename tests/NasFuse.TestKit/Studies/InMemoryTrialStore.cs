using System.Text.Json.Nodes;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.TestKit.Studies;

/// <summary>A store without files, for tests of the controller. Content lives in <see cref="Content"/>, so that "opening again" can be tested.</summary>
public sealed class InMemoryTrialStore(InMemoryTrialStore.Content content) : ITrialStore
{
    /// <summary>What survives the store.</summary>
    public sealed class Content
    {
        internal readonly Lock Lock = new();
        internal readonly SortedDictionary<int, Trial> Trials = [];
        internal readonly SortedDictionary<(int Trial, int Epoch), EpochRecord> Epochs = [];
        internal readonly SortedDictionary<(int Trial, int Index), Repeat> Repeats = [];
        internal JsonObject? Manifest;
        internal JsonObject? Sampler;
    }

    public void Together(Action work)
    {
        lock (content.Lock)
        {
            var before = new Content();
            CopyTo(before, content);
            try
            {
                work();
            }
            catch
            {
                CopyTo(content, before);
                throw;
            }
        }
    }

    public void SaveManifest(JsonObject manifest)
    {
        lock (content.Lock) content.Manifest = (JsonObject)manifest.DeepClone();
    }

    public void Propose(Trial trial, JsonObject samplerState)
    {
        lock (content.Lock)
        {
            if (!content.Trials.TryAdd(trial.Number, trial)) throw new InvalidOperationException($"trial {trial.Number} exists");
            content.Sampler = (JsonObject)samplerState.DeepClone();
        }
    }

    public Trial Start(int number, string device)
    {
        lock (content.Lock)
        {
            var trial = content.Trials.GetValueOrDefault(number) ?? throw new InvalidOperationException($"no trial {number}");
            if (trial.State is not (TrialState.Proposed or TrialState.Interrupted)) throw new InvalidOperationException($"trial {number} is {trial.State}");
            return content.Trials[number] = trial with { State = TrialState.Running, Device = device, Attempts = trial.Attempts + 1 };
        }
    }

    public void Measured(int number, IReadOnlyDictionary<string, double> metrics, string? latencyBackend = null)
    {
        lock (content.Lock)
        {
            if (!content.Trials.TryGetValue(number, out var trial)) throw new InvalidOperationException($"no trial {number}");
            if (!trial.State.IsFinal())
                content.Trials[number] = trial with { Metrics = trial.Metrics.SetItems(metrics), LatencyBackend = latencyBackend ?? trial.LatencyBackend };
        }
    }

    public void Report(int number, EpochRecord epoch)
    {
        lock (content.Lock)
        {
            if (!content.Trials.TryGetValue(number, out var trial)) throw new InvalidOperationException($"no trial {number}");
            content.Epochs[(number, epoch.Epoch)] = epoch;
            if (!trial.State.IsFinal()) content.Trials[number] = trial with { Epochs = Math.Max(trial.Epochs, epoch.Epoch) };
        }
    }

    public bool Finish(Trial trial)
    {
        lock (content.Lock)
        {
            if (!content.Trials.TryGetValue(trial.Number, out var stored)) throw new InvalidOperationException($"no trial {trial.Number}");
            if (!trial.State.IsFinal()) throw new ArgumentException($"{trial.State} is no end", nameof(trial));
            if (stored.State.IsFinal()) return false;
            content.Trials[trial.Number] = trial;
            return true;
        }
    }

    public bool Save(Repeat repeat)
    {
        lock (content.Lock)
        {
            if (!content.Trials.TryGetValue(repeat.Trial, out var trial) || !trial.State.IsFinal())
                throw new InvalidOperationException($"trial {repeat.Trial} has not ended");
            var key = (repeat.Trial, repeat.Index);
            if (content.Repeats.TryGetValue(key, out var stored) && stored.State.IsFinal()) return false;
            content.Repeats[key] = repeat;
            return true;
        }
    }

    public void Interrupt(int number)
    {
        lock (content.Lock)
        {
            if (!content.Trials.TryGetValue(number, out var trial)) throw new InvalidOperationException($"no trial {number}");
            if (trial.State == TrialState.Running) content.Trials[number] = trial with { State = TrialState.Interrupted };
        }
    }

    public IReadOnlyList<int> InterruptRunning()
    {
        lock (content.Lock)
        {
            int[] running = [.. content.Trials.Values.Where(trial => trial.State == TrialState.Running).Select(trial => trial.Number)];
            foreach (var number in running) content.Trials[number] = content.Trials[number] with { State = TrialState.Interrupted };
            return running;
        }
    }

    public JsonObject? Manifest()
    {
        lock (content.Lock) return content.Manifest;
    }

    public IReadOnlyList<Trial> Trials()
    {
        lock (content.Lock) return [.. content.Trials.Values.Select(WithRepeats)];
    }

    public Trial? Find(int number)
    {
        lock (content.Lock) return content.Trials.TryGetValue(number, out var trial) ? WithRepeats(trial) : null;
    }

    public IReadOnlyList<EpochRecord> Epochs(int number)
    {
        lock (content.Lock) return [.. content.Epochs.Where(pair => pair.Key.Trial == number).Select(pair => pair.Value)];
    }

    private static void CopyTo(Content target, Content source)
    {
        Copy(target.Trials, source.Trials);
        Copy(target.Epochs, source.Epochs);
        Copy(target.Repeats, source.Repeats);
        (target.Manifest, target.Sampler) = (source.Manifest, source.Sampler);
    }

    private static void Copy<TKey, TValue>(SortedDictionary<TKey, TValue> target, SortedDictionary<TKey, TValue> source)
        where TKey : notnull
    {
        target.Clear();
        foreach (var (key, value) in source) target[key] = value;
    }

    private Trial WithRepeats(Trial trial) =>
        trial with { Repeats = [.. content.Repeats.Where(pair => pair.Key.Trial == trial.Number).Select(pair => pair.Value)] };

    public JsonObject? SamplerState()
    {
        lock (content.Lock) return content.Sampler;
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
