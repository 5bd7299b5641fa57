namespace NasFuse.Core.Studies.Repeats;

/// <summary>Hears what happens to repeats. Called from several workers, so implementations are thread-safe, quick, and do not throw.</summary>
public interface IRepeatObserver
{
    /// <summary>A worker begins a repeat, or goes on with it.</summary>
    void Started(Trial trial, Repeat repeat);

    /// <summary>An epoch of it ended.</summary>
    void Epoch(Repeat repeat, EpochRecord epoch);

    /// <summary>It ended and was stored.</summary>
    void Finished(Repeat repeat);
}
