using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Files;
using NasFuse.Cli.Rendering;
using NasFuse.Cli.Reports;
using NasFuse.Storage.Queries.Writers;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse report study -o report.html</c>: a study as one page to send, print or keep, or its tables for a paper.</summary>
internal sealed class ReportCommand : Verb
{
    private const string Page = "html", Markdown = "md", Csv = "csv", Latex = "tex";

    private readonly Argument<string> _study = CommonOptions.Study();
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<string?> _output = OutputFile.Option("Write it into this file instead of printing it.");
    private readonly Option<string?> _format = new("--format")
    {
        Description = "html: the whole report as one file that needs no network; md: a shorter page; csv: all fields of the front's trials; "
            + "tex: tables of front and classes. Default: by the file's ending, else html.",
        HelpName = "html|md|csv|tex",
    };

    public ReportCommand(Terminal terminal)
        : base("report", "Write a study as one page: front with drawings, plots, classes, manifest, how to reproduce.", terminal)
    {
        _format.AcceptOnlyFromAmong(Page, Markdown, Csv, Latex);
        Add(_study);
        Add(_output);
        Add(_format);
        Add(_results);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var output = arguments.GetValue(_output);
        using var study = StoredStudy.Open(arguments.GetRequiredValue(_results), arguments.GetRequiredValue(_study));
        var text = Write(new ReportedStudy(study), arguments.GetValue(_format) ?? FormatOf(output));
        if (output is null) Terminal.RawData.Write(text);
        else OutputFile.Write(output, text);
        if (output is not null) Terminal.Say($"written: {output}");
        Terminal.Next(study.Suggest("front"));
        return Task.FromResult(ExitCodes.Success);
    }

    private static string Write(ReportedStudy report, string format) => format switch
    {
        Markdown => MarkdownReport.Of(report),
        Csv => Rows(report),
        Latex => LatexReport.Of(report),
        _ => HtmlReport.Of(report),
    };

    private static string Rows(ReportedStudy report) => new CsvRowWriter().Text(TrialRows.Run(report.Study, report.Front, Csv).ToTable());

    private static string FormatOf(string? output) =>
        Path.GetExtension(output)?.ToLowerInvariant() switch { ".md" => Markdown, ".csv" => Csv, ".tex" => Latex, _ => Page };
}
