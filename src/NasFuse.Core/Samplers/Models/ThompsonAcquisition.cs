using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Gain of hypervolume of a candidate whose costs are drawn from what an ensemble of networks predicts. Not thread-safe.</summary>
internal sealed class ThompsonAcquisition
{
    private const int FewestForCosts = 4;

    // Of the warped costs, whose deviation is 1: between draws that all gain nothing, the nearest to the front wins.
    private const double Softness = 0.05;

    private readonly SamplerContext _context;
    private readonly PathMemory _paths;
    private readonly NetworkInputs _inputs;
    private readonly NetworkEnsemble _ensemble;
    private readonly CostWarp[] _warps;
    private readonly HypervolumeGain? _gain;
    private readonly bool _hasViolations;

    /// <param name="context">Space, objectives and randomness.</param>
    /// <param name="evidence">The trials so far, at least two.</param>
    /// <param name="paths">Paths of earlier architectures.</param>
    /// <param name="options">Size of the ensemble.</param>
    public ThompsonAcquisition(SamplerContext context, Evidence evidence, PathMemory paths, BananasOptions options)
    {
        (_context, _paths, _hasViolations) = (context, paths, evidence.Infeasible.Count > 0);
        var hasCosts = evidence.Complete.Count >= FewestForCosts || !_hasViolations;
        _warps = hasCosts ? CostWarp.PerObjective(evidence.Taught) : [];
        var rows = EvidenceRanking.Thinned([.. evidence.Ranked(), .. evidence.Foretold], options.TrainingTrials, context.Random);
        _inputs = new NetworkInputs([.. rows.Select(trial => (trial.Codes, PathsOf(trial.Assignment)))]);
        var traits = Array.ConvertAll(rows, TraitsOf);
        var size = new EnsembleSize(options.Members, options.HiddenUnits, options.TrainingSteps);
        _ensemble = new NetworkEnsemble(_inputs.Count, traits, TargetsOf(rows, evidence), size, context.Random);
        if (!hasCosts) return;
        var believed = evidence.Pending
            .Select(trial => _warps.Zip(_ensemble.Predict(TraitsOf(trial)), (warp, prediction) => warp.Unwarp(prediction.Mean)).ToArray());
        _gain = HypervolumeGain.Over([.. evidence.Costs, .. believed], _warps, context.Random);
    }

    /// <summary>The gain under one draw; negative when the draw breaks a constraint.</summary>
    public double Of(Candidate candidate)
    {
        var predictions = _ensemble.Predict(_inputs.Of(candidate.Codes, PathEncoding.Of(candidate.Proposal.Architecture)));
        var drawn = Array.ConvertAll(predictions, prediction => prediction.Mean + (prediction.Deviation * Gaussian.Draw(_context.Random)));
        if (_hasViolations && drawn[^1] > 0) return -drawn[^1];
        return _gain?.Of([.. drawn[.._warps.Length].Select(cost => new Prediction(cost, Softness))]) ?? -drawn[^1];
    }

    private double[][] TargetsOf(Observation[] rows, Evidence evidence)
    {
        var scale = _hasViolations ? new ViolationScale(evidence) : null;
        return Array.ConvertAll(rows, trial => (double[])
        [
            .. _warps.Select((warp, o) => trial.Costs is { } costs ? warp.Warp(costs[o]) : double.NaN),
            .. scale is null ? [] : new[] { scale.Of(trial) },
        ]);
    }

    private int[] TraitsOf(Observation trial) => _inputs.Of(trial.Codes, PathsOf(trial.Assignment));

    private PathEncoding PathsOf(Assignment assignment) => _paths.Of(_context.Space, assignment);
}
