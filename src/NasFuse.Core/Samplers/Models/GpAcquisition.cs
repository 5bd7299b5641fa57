namespace NasFuse.Core.Samplers.Models;

/// <summary>Expected gain of hypervolume times the probability to be feasible, as Gaussian processes see them after a history. Not thread-safe.</summary>
internal sealed class GpAcquisition
{
    private const int FewestForCosts = 4;

    private static readonly FitEffort s_effort = new(Rows: 72, Steps: 16);

    private readonly SamplerContext _context;
    private readonly PathMemory _paths;
    private readonly ArchitectureDistances _space;
    private readonly GaussianSurrogate? _costs;
    private readonly HypervolumeGain? _gain;
    private readonly GaussianSurrogate? _violation;

    /// <param name="context">Space, objectives and randomness.</param>
    /// <param name="evidence">The trials so far: at least two with costs or violations.</param>
    /// <param name="paths">Paths of earlier architectures.</param>
    /// <param name="limit">Most trials that a process learns from.</param>
    public GpAcquisition(SamplerContext context, Evidence evidence, PathMemory paths, int limit)
    {
        (_context, _paths, _space) = (context, paths, new ArchitectureDistances(evidence, 0));
        var pending = evidence.Pending.Select(FeaturesOf).ToArray();
        var ranked = evidence.Ranked();
        if (evidence.Complete.Count >= FewestForCosts)
        {
            var warps = CostWarp.PerObjective(evidence.Taught);
            Observation[] lessons = [.. ranked[..evidence.Complete.Count], .. evidence.Foretold];
            _costs = LearnCosts(EvidenceRanking.Thinned(lessons, limit, context.Random), warps, evidence, pending);
            var believed = pending.Select(features => _costs.Predict(features).Zip(warps, (prediction, warp) => warp.Unwarp(prediction.Mean)).ToArray());
            _gain = HypervolumeGain.Over([.. evidence.Costs, .. believed], warps, context.Random);
        }
        if (evidence.Infeasible.Count > 0) _violation = LearnViolation(EvidenceRanking.Thinned(ranked, limit, context.Random), evidence, pending);
    }

    /// <summary>What a candidate promises, ≥ 0.</summary>
    public double Of(Candidate candidate)
    {
        var features = _space.FeaturesOf(candidate.Codes, PathEncoding.Of(candidate.Proposal.Architecture));
        var gain = _costs is null ? 1 : _gain!.Of(_costs.Predict(features));
        return _violation is null ? gain : gain * _violation.Predict(features)[0].Below(0);
    }

    private GaussianSurrogate LearnCosts(Observation[] rows, CostWarp[] warps, Evidence evidence, ArchitectureFeatures[] pending)
    {
        var columns = warps.Select((warp, o) => rows.Select(trial => warp.Warp(trial.Costs![o])).ToArray()).ToArray();
        var space = new ArchitectureDistances(evidence, rows.Length + pending.Length);
        return new GaussianSurrogate(space, Array.ConvertAll(rows, FeaturesOf), columns, pending, s_effort);
    }

    private GaussianSurrogate LearnViolation(Observation[] rows, Evidence evidence, ArchitectureFeatures[] pending)
    {
        var column = Array.ConvertAll(rows, new ViolationScale(evidence).Of);
        var space = new ArchitectureDistances(evidence, rows.Length + pending.Length);
        return new GaussianSurrogate(space, Array.ConvertAll(rows, FeaturesOf), [column], pending, s_effort);
    }

    private ArchitectureFeatures FeaturesOf(Observation trial) => _space.FeaturesOf(trial.Codes, _paths.Of(_context.Space, trial.Assignment));
}
