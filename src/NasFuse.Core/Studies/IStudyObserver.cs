namespace NasFuse.Core.Studies;

/// <summary>Hears what happens in a study: console, log, dashboard.</summary>
/// <remarks>Called from the controller and from workers, so implementations are thread-safe; they must be quick and must not throw.</remarks>
public interface IStudyObserver
{
    /// <summary>The study begins or goes on.</summary>
    /// <param name="study">The study.</param>
    /// <param name="existing">Trials stored before.</param>
    void Began(Study study, IReadOnlyList<Trial> existing);

    /// <summary>A trial was proposed; its state may be final already (duplicate, infeasible).</summary>
    void Proposed(Trial trial);

    /// <summary>A worker began a trial, or goes on with it.</summary>
    void Started(Trial trial);

    /// <summary>A training step ended.</summary>
    void Step(int trialNumber, int epoch, int step, int steps, double loss);

    /// <summary>An epoch ended and was stored.</summary>
    void Epoch(int trialNumber, EpochRecord epoch);

    /// <summary>A trial ended and was stored.</summary>
    void Finished(Trial trial);
}
