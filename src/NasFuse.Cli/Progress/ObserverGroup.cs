using NasFuse.Core.Studies;

namespace NasFuse.Cli.Progress;

/// <summary>Passes every event on to several observers, in order.</summary>
internal sealed class ObserverGroup(params IReadOnlyList<IStudyObserver> observers) : IStudyObserver
{
    public void Began(Study study, IReadOnlyList<Trial> existing) => Each(observer => observer.Began(study, existing));

    public void Proposed(Trial trial) => Each(observer => observer.Proposed(trial));

    public void Started(Trial trial) => Each(observer => observer.Started(trial));

    public void Step(int trialNumber, int epoch, int step, int steps, double loss) => Each(observer => observer.Step(trialNumber, epoch, step, steps, loss));

    public void Epoch(int trialNumber, EpochRecord epoch) => Each(observer => observer.Epoch(trialNumber, epoch));

    public void Finished(Trial trial) => Each(observer => observer.Finished(trial));

    private void Each(Action<IStudyObserver> notify)
    {
        foreach (var observer in observers) notify(observer);
    }
}
