using System.Text.Json.Nodes;

namespace NasFuse.Core.Samplers.Models;

/// <summary>A controller that picks one choice after another, and learns from the rewards of what it picked.</summary>
/// <remarks>
/// <para>Sources: Zoph and Le (ICLR 2017) for the recurrent controller and policy gradients with a moving baseline (Williams 1992), as Nekrasov et al. (CVPR
/// 2019) use it for decoders of segmentation networks; Abolafia et al. (2018) for showing it the best trials again (priority queue training). The reward of
/// several objectives is what a trial adds to the front (<see cref="FrontReward"/>), less the baseline, over the running size of that difference.</para>
/// <para>Trials that ended since the last proposal are learned, in the order of their numbers, when the next one is asked. Weights, baseline and what is not
/// yet learned are saved, exactly. A proposal costs O(choices · hidden²) per trial that is learned or replayed, and the front of the history.</para>
/// </remarks>
/// <param name="options">Controller and training.</param>
public sealed class ReinforceSampler(ReinforceOptions options) : ISampler
{
    private readonly EvidenceReader _reader = new();
    private readonly PolicyWeights _weights = new(options.LearningRate);
    private readonly SortedSet<int> _fresh = [];
    private double? _baseline;
    private double _spread;

    /// <inheritdoc/>
    /// <remarks>When all draws are known, random architectures are tried, and then a duplicate is proposed.</remarks>
    public Proposal Ask(SamplerContext context)
    {
        var evidence = _reader.Read(context);
        var network = new PolicyNetwork(_weights, options.HiddenUnits);
        Learn(context, evidence, network);
        Replay(context, evidence, network);
        var drawn = Novelty.Find(context, options.Attempts, () => context.Space.Propose(new PolicyChooser(network, context.Random)));
        return context.IsKnown(drawn.Architecture) ? Novelty.Find(context, options.Attempts, () => context.Space.Sample(context.Random)) : drawn;
    }

    /// <inheritdoc/>
    public void Tell(FinishedTrial trial) => _fresh.Add(trial.Number);

    /// <inheritdoc/>
    public JsonObject Save() => new()
    {
        ["fresh"] = new JsonArray([.. _fresh.Select(number => (JsonNode)number)]),
        ["baseline"] = _baseline,
        ["spread"] = _spread,
        ["weights"] = _weights.Save(),
    };

    /// <inheritdoc/>
    public void Restore(JsonObject state)
    {
        // A store may give whole numbers back as another type of number; their text is the same.
        var saved = JsonNode.Parse(state.ToJsonString())!;
        _fresh.Clear();
        foreach (var number in saved["fresh"]!.AsArray()) _fresh.Add(number!.GetValue<int>());
        _baseline = saved["baseline"]?.GetValue<double>();
        _spread = saved["spread"]!.GetValue<double>();
        _weights.Restore(saved["weights"]!.AsObject());
    }

    private void Learn(SamplerContext context, Evidence evidence, PolicyNetwork network)
    {
        if (_fresh.Count == 0) return;
        var reward = new FrontReward(evidence.Complete);
        foreach (var trial in evidence.Complete.Concat(evidence.Infeasible).Where(trial => _fresh.Contains(trial.Number)).OrderBy(trial => trial.Number))
        {
            network.AddGradient(PolicyStep.Of(context.Space, trial.Assignment), AdvantageOf(reward.Of(trial)), options.EntropyWeight);
            _weights.Step();
        }
        _fresh.Clear();
    }

    private double AdvantageOf(double reward)
    {
        var difference = reward - (_baseline ?? reward);
        _baseline = (_baseline ?? reward) + ((1 - options.BaselineMemory) * difference);
        _spread = _spread > 0 ? (options.BaselineMemory * _spread) + ((1 - options.BaselineMemory) * Math.Abs(difference)) : Math.Abs(difference);
        return _spread > 0 ? Math.Clamp(difference / _spread, -3, 3) : 0;
    }

    private void Replay(SamplerContext context, Evidence evidence, PolicyNetwork network)
    {
        if (evidence.Count == 0 || options.ReplayedTrials == 0) return;
        var best = evidence.Ranked()[..Math.Min(options.ReplayedTrials, evidence.Count)];
        for (var i = 0; i < options.ReplaysPerProposal; i++)
            network.AddGradient(PolicyStep.Of(context.Space, best[context.Random.Next(best.Length)].Assignment), 1.0 / options.ReplaysPerProposal, 0);
        _weights.Step();
    }
}
