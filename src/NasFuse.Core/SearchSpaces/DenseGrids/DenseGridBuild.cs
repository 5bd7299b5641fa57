using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.DenseGrids;

/// <summary>Builds one architecture of a dense grid. One instance per build.</summary>
internal sealed class DenseGridBuild(GridPlan plan, IChooser chooser) : GridBuild(plan, chooser)
{
    protected override bool CanStandOn(IReadOnlyList<NodeSource> candidates, int layer) => candidates.Count > 0;

    protected override IEnumerable<NodeSource> PickInputs(string choice, int degree, int layer, List<NodeSource> candidates) =>
        InputSet.Pick(Chooser, choice, degree, candidates);
}
