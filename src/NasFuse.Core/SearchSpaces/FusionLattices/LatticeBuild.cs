using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.FusionLattices;

/// <summary>Builds one architecture of a fusion lattice: every node reads the layer right before it. One instance per build.</summary>
internal sealed class LatticeBuild(GridPlan plan, IChooser chooser) : GridBuild(plan, chooser)
{
    protected override bool CanStandOn(IReadOnlyList<NodeSource> candidates, int layer) => candidates.Any(source => source.Layer == layer - 1);

    protected override IEnumerable<NodeSource> PickInputs(string choice, int degree, int layer, List<NodeSource> candidates)
    {
        for (var i = 1; i <= degree; i++)
        {
            var options = i == 1 ? candidates.FindAll(source => source.Layer == layer - 1) : candidates;
            var input = Chooser.Pick($"{choice}/input{i}", options, source => source.Label);
            candidates.Remove(input);
            yield return input;
        }
    }
}
