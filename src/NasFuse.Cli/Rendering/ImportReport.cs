using System.Text.Json.Nodes;
using NasFuse.Core.Architectures;
using NasFuse.Core.Genotypes.FasterSeg;

namespace NasFuse.Cli.Rendering;

/// <summary>What a published genotype turned out to be, for people and for programs.</summary>
/// <param name="File">Where it was read from.</param>
/// <param name="Genotype">The decoded genotype.</param>
/// <param name="Cost">Its architecture and what that costs.</param>
/// <param name="Parameters">Which of its parameters ship.</param>
/// <param name="Margins">How clearly its operators were chosen.</param>
/// <param name="AsPublished">Its price with the published program's keys, or null without a table.</param>
/// <param name="Corrected">Its price with the right keys, or null without a table.</param>
internal sealed record ImportReport(
    string File, DecodedGenotype Genotype, ArchitectureCost Cost, ParameterAccount Parameters, DecisionMargins Margins, TablePrice? AsPublished, TablePrice? Corrected)
{
    private string Kind => Genotype.IsTeacher ? "teacher" : "student";

    private int Shared => Genotype.Cells.Count(cell => cell.IsShared);

    /// <summary>The architecture under a comment: an architecture file.</summary>
    public string Text => ArchitectureReport.Text(Cost, $"FasterSeg {Kind}, decoded from {Path.GetFileName(File)}: branches to {Branches()}, id {ArchitectureId.Of(Cost.Architecture)}");

    /// <summary>Lines for people.</summary>
    public IEnumerable<string> Summary()
    {
        yield return $"FasterSeg {Kind}: branches to {Branches()}, {Genotype.Cells.Length} distinct cells, {Shared} of them shared";
        yield return FormattableString.Invariant($"parameters  {Parameters.Deployed:N0} deployed; training only: {Parameters.Auxiliary:N0} in auxiliary heads, {Parameters.NeverCalled:N0} in an attention block that is never called; {Parameters.Total:N0} in all");
        yield return $"MACs        {Show.Millions(Cost.Total.Macs)} at {Cost.Size}";
        yield return FormattableString.Invariant($"decisions   {Margins.Narrow} of {Margins.Choices} operators were won by less than {DecisionMargins.NarrowMargin} of the softmax share; mean share of the winner {Margins.MeanBestShare:F3} (0.200 = nothing learned)");
        if (AsPublished is null || Corrected is null) yield break;
        yield return FormattableString.Invariant($"table       {AsPublished.TotalMs:F3} ms as published (zoomed x2 looked up as plain x2), {Corrected.TotalMs:F3} ms with the right keys:");
        yield return FormattableString.Invariant($"            stem {Corrected.MsOf(NetworkPart.Stem):F3} + cells {Corrected.MsOf(NetworkPart.Cells):F3} + head {Corrected.MsOf(NetworkPart.Head):F3} ms");
    }

    /// <summary>The same for programs.</summary>
    /// <param name="withText">True to put the architecture's text in.</param>
    public JsonObject Json(bool withText)
    {
        var report = new JsonObject
        {
            ["kind"] = Kind,
            ["architectureId"] = ArchitectureId.Of(Cost.Architecture),
            ["branches"] = new JsonArray([.. Genotype.Branches.Select(branch => JsonValue.Create(branch.Stride))]),
            ["cells"] = Genotype.Cells.Length,
            ["sharedCells"] = Shared,
            ["classes"] = Genotype.Classes,
            ["size"] = new JsonArray(Cost.Size.Height, Cost.Size.Width),
            ["parameters"] = Parameters.Deployed,
            ["auxiliaryParameters"] = Parameters.Auxiliary,
            ["neverCalledParameters"] = Parameters.NeverCalled,
            ["publishedParameters"] = Parameters.Total,
            ["macs"] = Cost.Total.Macs,
            ["operatorChoices"] = Margins.Choices,
            ["narrowChoices"] = Margins.Narrow,
            ["meanBestShare"] = Margins.MeanBestShare,
        };
        if (AsPublished is not null && Corrected is not null)
            (report["tableMsAsPublished"], report["tableMs"], report["tableParts"]) = (AsPublished.TotalMs, Corrected.TotalMs, Parts(Corrected));
        if (withText) report["architecture"] = Text;
        return report;
    }

    private static JsonObject Parts(TablePrice price) => new()
    {
        ["stemMs"] = price.MsOf(NetworkPart.Stem), ["cellsMs"] = price.MsOf(NetworkPart.Cells), ["headMs"] = price.MsOf(NetworkPart.Head),
    };

    private string Branches() => string.Join(" and ", Genotype.Branches.Select(branch => $"1/{branch.Stride}"));
}
