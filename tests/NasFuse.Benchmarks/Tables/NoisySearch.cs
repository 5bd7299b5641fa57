using MathNet.Numerics.Distributions;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.Studies;
using NasFuse.TestKit.Studies;

namespace NasFuse.Benchmarks.Tables;

/// <summary>What a search under noise says it found, and what that is worth.</summary>
/// <param name="Claimed">Share of the true hypervolume that its front has by what was measured.</param>
/// <param name="True">The same by the true values of the members of that front.</param>
/// <param name="Architectures">Different architectures that were evaluated.</param>
internal sealed record NoisyFind(double Claimed, double True, int Architectures);

/// <summary>Whole studies, run by the controller itself, on a table whose first objective is measured with noise that depends on the seed of a trial.</summary>
/// <param name="problem">The table.</param>
/// <param name="noise">Standard deviation of the noise, as a share of the range of that objective.</param>
internal sealed class NoisySearch(TableProblem problem, double noise)
{
    /// <summary>Runs one study.</summary>
    /// <param name="sampler">Who proposes.</param>
    /// <param name="seeds">Evaluations that a member of the front needs, or null to promote nothing.</param>
    /// <param name="evaluations">Budget; repeats count.</param>
    /// <param name="seed">Seed of the study.</param>
    public async Task<NoisyFind> RunAsync(SamplerOptions sampler, int? seeds, int evaluations, ulong seed)
    {
        var study = new Study(
            "noisy", problem.Space, [.. problem.Objectives], [], problem.Box, new Size(64, 64),
            new BudgetSpecification { Trials = evaluations }, seed)
        {
            Promotion = seeds is { } count ? new PromotionSpecification { Seeds = count } : null,
        };
        var summary = await study.RunAsync(
            sampler.Create(), new InMemoryTrialStore.Content(), () => new MadeUpEvaluator((trial, _) => Evaluate(trial), epochs: 0), workers: 1,
            CancellationToken.None).ConfigureAwait(false);
        return new NoisyFind(
            problem.Share(summary.Front.Select(trial => problem.Objectives.Select(objective => trial.Metrics[objective.Name]).ToArray())),
            problem.Share(summary.Front.Select(trial => trial.Assignment)),
            summary.Trials.Count(trial => trial.State == TrialState.Complete));
    }

    private Trial Evaluate(Trial trial)
    {
        var values = problem.Signal(trial.Assignment);
        var deviation = noise * problem.Range(0);
        var metrics = trial.Metrics;
        for (var i = 0; i < values.Length; i++)
        {
            var luck = i == 0 ? Normal.Sample(RandomStreams.Create(trial.Seed, "noise"), 0, deviation) : 0;
            metrics = metrics.SetItem(problem.Objectives[i].Name, values[i] + luck);
        }
        return trial with { State = TrialState.Complete, Epochs = 1, Metrics = metrics };
    }
}
