using NasFuse.Cli.CommandLine;
using NasFuse.Core.Analysis;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Comparison;

/// <summary>One of several studies, measured in the box that all of them share.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sampler">Who proposed its architectures.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Trials">All its trials by number.</param>
/// <param name="Front">Its Pareto front, best first objective first.</param>
/// <param name="Hypervolume">Dominated share of the shared box, 0..1.</param>
/// <param name="OnJointFront">How many of its trials no trial of any study beats.</param>
internal sealed record ComparedStudy(
    string Name, string Sampler, ulong Seed, IReadOnlyList<Trial> Trials, IReadOnlyList<Trial> Front, double Hypervolume, int OnJointFront)
{
    /// <summary>Trials that were evaluated to the end.</summary>
    public int Complete => Trials.Count(trial => trial.State == TrialState.Complete);

    /// <summary>Trials that a pruner ended.</summary>
    public int Pruned => Trials.Count(trial => trial.State == TrialState.Pruned);

    /// <summary>Training and validation of all trials, summed over workers.</summary>
    public TimeSpan TrainTime => TimeSpan.FromSeconds(Trials.Sum(trial => trial.TrainSeconds));

    /// <summary>Dominated share after each trial, in the order in which trials were proposed.</summary>
    public IEnumerable<double> Progress(IReadOnlyList<Objective> objectives, ReferencePoint box)
    {
        var front = new GrowingFront(objectives, box);
        foreach (var trial in Trials)
        {
            front.Add(trial);
            yield return front.Share;
        }
    }

    public static ComparedStudy Of(StoredStudy study, ReferencePoint box, JointFront joint)
    {
        var (objectives, specification) = (study.Manifest.Objectives, study.Manifest.Study.Study);
        var front = TrialRanking.Front(study.Trials, objectives);
        return new ComparedStudy(
            study.Name, study.Manifest.Sampler, specification.Seed, study.Trials, front,
            TrialRanking.HypervolumeShare(study.Trials, objectives, box), joint.CountOn(front));
    }
}
