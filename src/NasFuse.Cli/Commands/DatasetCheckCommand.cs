using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Data;
using NasFuse.Data.Checking;
using Spectre.Console;
using Size = NasFuse.Core.Graphs.Size;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse dataset check camvid:data/camvid</c>: reads every file and says what is there and what is wrong.</summary>
internal sealed class DatasetCheckCommand : Verb
{
    private readonly Argument<string> _data = new("format:path")
    {
        Description = "Format and folder of the data set, e.g. folder:data/mine. "
            + $"Formats: {string.Join(", ", SegmentationDatasets.Formats.Select(format => format.Name))}.",
    };
    private readonly Option<Size?> _size = CommonOptions.ImageSize(
        "Size of images that are made in memory (formats synthetic and planted); files are checked in their own size.");
    private readonly Option<bool> _json = CommonOptions.Json();

    public DatasetCheckCommand(Terminal terminal)
        : base(
            "check", "Read every image and label file: counts, sizes, class histogram, bad files. Exit code 2 when the data set cannot be trained on.",
            terminal)
    {
        Add(_data);
        Add(_size);
        Add(_json);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var text = arguments.GetRequiredValue(_data);
        var specification = SegmentationDatasets.Parse(text);
        if (arguments.GetValue(_size) is { } size) specification = specification with { Size = [size.Height, size.Width] };
        var report = DatasetCheck.Run(specification, cancellation);
        if (arguments.GetValue(_json)) Terminal.RawData.Write(JsonText.Of(DatasetView.Json(report)));
        else PrintTables(report);
        SayVerdict(report);
        if (!report.IsUsable) return Task.FromResult(ExitCodes.UserError);
        var root = specification.Root is null ? "" : $" --set data.root={specification.Root}";
        Terminal.Next($"nasfuse search STUDY.json --set data.format={specification.Format}{root}");
        return Task.FromResult(ExitCodes.Success);
    }

    private void SayVerdict(DatasetReport report)
    {
        foreach (var warning in report.Warnings)
            Terminal.Talk.WriteLine($"{warning.Place}: warning {warning.Code}: {warning.Message}", new Style(Color.Yellow));
        foreach (var error in report.Errors) Terminal.Talk.WriteLine(error.ToString(), new Style(Color.Red));
        Terminal.Say(report.IsUsable
            ? "The data set can be used."
            : $"The data set cannot be used: {report.Errors.Length} mistake{(report.Errors.Length == 1 ? "" : "s")}.");
    }

    private void PrintTables(DatasetReport report)
    {
        Terminal.RawData.WriteLine($"data set {report.Name}, {report.Classes.Length} classes");
        Terminal.RawData.Flush();
        Terminal.Data.Write(DatasetView.Splits(report));
        Terminal.Data.Write(DatasetView.Histogram(report));
    }
}
