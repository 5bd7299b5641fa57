using NasFuse.Core.Analysis;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Dashboard.Studies;

/// <summary>A moment at which the front grew.</summary>
/// <param name="Ended">Trials that had ended then.</param>
/// <param name="Trial">The trial that made it grow.</param>
/// <param name="Share">Dominated share of the reference box after it, 0..1.</param>
public sealed record GrowthPoint(int Ended, int Trial, double Share);

/// <summary>A front with each moment at which it changed. Not thread-safe.</summary>
/// <param name="objectives">What is optimised.</param>
/// <param name="reference">Box of the hypervolume.</param>
internal sealed class FrontGrowth(IReadOnlyList<Objective> objectives, ReferencePoint reference)
{
    private readonly GrowingFront _front = new(objectives, reference);
    private readonly List<GrowthPoint> _points = [];

    /// <summary>Trials that ended.</summary>
    public int Ended { get; private set; }

    /// <summary>Dominated share of the reference box, 0..1.</summary>
    public double Share => _front.Share;

    /// <summary>Each moment at which the front changed.</summary>
    public IReadOnlyList<GrowthPoint> Points => _points;

    /// <summary>The front, best first objective first.</summary>
    public IReadOnlyList<Trial> Front => _front.Trials;

    /// <summary>Counts a trial that ended.</summary>
    public void Add(Trial trial)
    {
        Ended++;
        if (_front.Add(trial) != FrontEffect.None) _points.Add(new GrowthPoint(Ended, trial.Number, Share));
    }
}
