using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Hosting;

/// <summary>Fixes the reference point of a new study.</summary>
internal static class ReferenceChoice
{
    private const int Samples = 64;

    public static ReferencePoint For(LoadedStudy loaded, SearchSpace space)
    {
        var study = loaded.Study;
        var costs = new Lazy<GraphCost[]>(() => [.. Enumerable.Range(0, Samples).Select(i => CostOf(space, study.Seed, i, study.Data.ImageSize()))]);
        return ReferencePoint.Choose(
            [.. study.Objectives.Select(objective => (new Objective(objective.Name, objective.Direction!.Value), objective.Reference))],
            study.Constraints,
            metric => costs.Value.Max(cost => metric switch
            {
                MetricNames.Parameters => cost.Parameters,
                MetricNames.Macs => cost.Macs,
                _ => cost.ActivationBytes,
            }));
    }

    private static GraphCost CostOf(SearchSpace space, ulong seed, int index, Size size) =>
        GraphCost.Of(space.Sample(RandomStreams.Create(seed, "reference", index)).Architecture.Lower(size).Deployed());
}
