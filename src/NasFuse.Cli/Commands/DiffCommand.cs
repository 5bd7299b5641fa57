using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Files;
using NasFuse.Cli.Pictures;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Differences;
using NasFuse.Core.Drawing;
using Size = NasFuse.Core.Graphs.Size;
using Spectre.Console;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse diff A B</c>: what distinguishes two architectures, as text or as a drawing.</summary>
internal sealed class DiffCommand : Verb
{
    private const string Text = "text", Svg = "svg", Png = "png";

    private readonly Argument<string> _older = new("A") { Description = "An architecture file, or a trial written as study#14." };
    private readonly Argument<string> _newer = new("B") { Description = "What to compare it with: likewise a file or a trial." };
    private readonly Option<string> _as = new("--as")
    {
        Description = "How it is shown; svg and png are drawings.", DefaultValueFactory = _ => Text, HelpName = "text|svg|png",
    };

    private readonly Option<DrawingTheme?> _theme = PictureOptions.Theme();
    private readonly Option<string?> _output = OutputFile.Option("Write it into this file instead of printing it.");
    private readonly Option<Size?> _size = CommonOptions.ImageSize(
        "Image size that MACs are counted at. Default: that of A's data; for a file the one it names, else 512x512.");
    private readonly Option<string> _results = CommonOptions.Results();

    public DiffCommand(Terminal terminal)
        : base("diff", "Show what distinguishes two architectures: nodes, edges, operators, widths, fusions.", terminal)
    {
        _as.AcceptOnlyFromAmong(Text, Svg, Png);
        Add(_older);
        Add(_newer);
        Add(_as);
        Add(_theme);
        Add(_output);
        Add(_size);
        Add(_results);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var (results, output, theme) = (arguments.GetRequiredValue(_results), arguments.GetValue(_output), arguments.GetValue(_theme));
        var older = ShownArchitecture.Of(arguments.GetRequiredValue(_older), results, arguments.GetValue(_size));
        var newer = ShownArchitecture.Of(arguments.GetRequiredValue(_newer), results, older.Size);
        var difference = ArchitectureDifference.Of(older.Architecture, newer.Architecture);
        switch (arguments.GetRequiredValue(_as))
        {
            case Png:
                OutputFile.Write(PictureOptions.FileForPng(output), DrawingPng.Of(Drawing(PictureOptions.ThemeOfPng(theme))));
                break;
            case Svg when output is null:
                Terminal.RawData.Write(Drawing(theme ?? DrawingTheme.Auto));
                break;
            case Svg:
                OutputFile.Write(output, Drawing(theme ?? DrawingTheme.Auto));
                break;
            default:
                Print(older, newer, difference, output);
                break;
        }
        Terminal.Say(output is null ? DifferenceText.Summary(difference) : $"{DifferenceText.Summary(difference)}\nwritten: {output}");
        Terminal.Next(CommandText.InResults(results, "diff", arguments.GetRequiredValue(_older), arguments.GetRequiredValue(_newer), "--as", Svg, "-o",
            "diff.svg"));
        return Task.FromResult(ExitCodes.Success);

        string Drawing(DrawingTheme colours) => DifferenceDrawing.Svg(difference, older.Heading, newer.Heading, older.Size, colours);
    }

    private void Print(ShownArchitecture older, ShownArchitecture newer, ArchitectureDifference difference, string? output)
    {
        DifferenceLine[] lines =
        [
            new(ChangeKind.Removed, $"--- {older.Heading}   {ArchitectureReport.Summary(older.Cost())}"),
            new(ChangeKind.Added, $"+++ {newer.Heading}   {ArchitectureReport.Summary(newer.Cost())}"),
            .. DifferenceText.Of(difference),
        ];
        if (output is not null) OutputFile.Write(output, string.Concat(lines.Select(line => $"{line.Text}\n")));
        else foreach (var line in lines) Terminal.Data.WriteLine(line.Text, StyleOf(line.Kind));
    }

    private static Style StyleOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => new Style(Color.Green), ChangeKind.Removed => new Style(Color.Red), _ => Style.Plain,
    };
}
