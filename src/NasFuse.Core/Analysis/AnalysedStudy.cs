using System.Collections.Immutable;
using NasFuse.Core.Noise;
using NasFuse.Core.Samplers.Seeds;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Core.Analysis;

/// <summary>A study as checks see it: what was asked for, what came out, and what follows from that and several checks need.</summary>
/// <remarks>Thread-safe as long as <paramref name="epochsOf"/> is. What follows is computed when it is first asked for.</remarks>
/// <param name="study">The study.</param>
/// <param name="stored">All trials by number, as stored with their repeats.</param>
/// <param name="epochsOf">Epochs of a trial, by its number.</param>
public sealed class AnalysedStudy(Study study, IReadOnlyList<Trial> stored, Func<int, IReadOnlyList<EpochRecord>> epochsOf)
{
    // Options are found by building architectures again, 10,000 a second; so many say enough about a space.
    private const int MostRebuilt = 1000;

    private readonly Lazy<ImmutableArray<Trial>> _complete = new(() =>
        [.. stored.Select(trial => trial.Averaged(study.Plan.Epochs)).Where(trial => trial.Costs(study.Objectives) is not null)]);

    private readonly Lazy<StudyNoise> _noise = new(() => StudyNoise.Of(stored, study.Objectives, study.Plan.Epochs));

    /// <summary>What was asked for.</summary>
    public Study Study => study;

    /// <summary>All trials by number, as stored with their repeats.</summary>
    public IReadOnlyList<Trial> Stored => stored;

    /// <summary>Trials with all objectives by number, each with the means of its evaluations.</summary>
    public ImmutableArray<Trial> Complete => _complete.Value;

    /// <summary>Those that no other beats.</summary>
    public IReadOnlyList<Trial> Front => field ??= TrialRanking.Front(Complete, study.Objectives);

    /// <summary>What is known about the noise of its objectives.</summary>
    public StudyNoise Noise => _noise.Value;

    /// <summary>What was asked when complete trials were built, at most the last thousand; trials from outside the space were asked nothing.</summary>
    public IReadOnlyList<TrialChoices> Choices => field ??= ChoicesOf(Complete.TakeLast(MostRebuilt));

    /// <summary>The same for the trials on the front.</summary>
    public IReadOnlyList<TrialChoices> FrontChoices => field ??= ChoicesOf(Front);

    /// <summary>Epochs of a trial in order.</summary>
    public IReadOnlyList<EpochRecord> EpochsOf(int number) => epochsOf(number);

    /// <summary>What was asked when these trials were built.</summary>
    public IReadOnlyList<TrialChoices> ChoicesOf(IEnumerable<Trial> trials) =>
        [.. trials.Where(trial => !trial.Assignment.IsOutside()).Select(trial => TrialChoices.Of(study.Space, trial))];
}
