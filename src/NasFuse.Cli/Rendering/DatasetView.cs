using System.Text.Json.Nodes;
using NasFuse.Core.Diagnostics;
using NasFuse.Data.Checking;
using Spectre.Console;
using Size = NasFuse.Core.Graphs.Size;

namespace NasFuse.Cli.Rendering;

/// <summary>What a data set holds, for people and for programs.</summary>
internal static class DatasetView
{
    private const int BarWidth = 24;
    private const int MostSizes = 4;

    /// <summary>One row per split: images, sizes, void.</summary>
    public static Table Splits(DatasetReport report)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("split").AddColumn("sizes");
        foreach (var number in (string[])["images", "bad", "void"]) table.AddColumn(new TableColumn(number).RightAligned());
        foreach (var split in report.Splits)
        {
            string[] cells = [NameOf(split), Sizes(split), $"{split.Samples:N0}", $"{split.Samples - split.Readable:N0}", Percent(split.VoidShare)];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }
        return table;
    }

    /// <summary>One row per class, one column with a bar per split; bars are relative to the commonest class.</summary>
    public static Table Histogram(DatasetReport report)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("id").RightAligned()).AddColumn("class");
        foreach (var split in report.Splits) table.AddColumn($"pixels in {NameOf(split)}");
        for (var id = 0; id < report.Classes.Length; id++)
            table.AddRow([new Text(id.ToString()), new Text(report.Classes[id].Name), .. report.Splits.Select(split => new Text(Bar(split, id)))]);
        return table;
    }

    public static JsonObject Json(DatasetReport report) => new()
    {
        ["name"] = report.Name,
        ["usable"] = report.IsUsable,
        ["fingerprint"] = report.Fingerprint,
        ["classes"] = new JsonArray([.. report.Classes.Select((c, id) => new JsonObject { ["id"] = id, ["name"] = c.Name })]),
        ["splits"] = new JsonArray([.. report.Splits.Select(split => new JsonObject
        {
            ["split"] = NameOf(split),
            ["images"] = split.Samples,
            ["readable"] = split.Readable,
            ["sizes"] = new JsonArray([.. split.Sizes.Select(pair => Json(pair.Size, pair.Samples))]),
            ["classPixels"] = new JsonArray([.. split.ClassPixels.Select(pixels => (JsonNode)pixels)]),
            ["voidPixels"] = split.VoidPixels,
        })]),
        ["errors"] = Json(report.Errors),
        ["warnings"] = Json(report.Warnings),
    };

    private static JsonObject Json(Size size, int images) => new() { ["size"] = new JsonArray(size.Height, size.Width), ["images"] = images };

    private static JsonArray Json(IEnumerable<Diagnostic> diagnostics) => new([.. diagnostics.Select(diagnostic => new JsonObject
    {
        ["place"] = diagnostic.Place.ToString(), ["code"] = diagnostic.Code, ["message"] = diagnostic.Message,
    })]);

    private static string Bar(SplitReport split, int id)
    {
        var largest = Enumerable.Range(0, split.ClassPixels.Length).Max(split.Share);
        var length = largest > 0 ? (int)Math.Ceiling(BarWidth * split.Share(id) / largest) : 0;
        return $"{Percent(split.Share(id)),6} {new string('#', length)}";
    }

    private static string Sizes(SplitReport split) =>
        string.Join(", ", split.Sizes.Take(MostSizes).Select(pair => split.Sizes.Length == 1 ? pair.Size.ToString() : $"{pair.Size} ({pair.Samples:N0})"))
        + (split.Sizes.Length > MostSizes ? $" and {split.Sizes.Length - MostSizes} more" : "");

    private static string NameOf(SplitReport split) => split.Split.ToString().ToLowerInvariant();

    private static string Percent(double share) => share is > 0 and < 0.001 ? "<0.1 %" : FormattableString.Invariant($"{100 * share:F1} %");
}
