using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Files;
using NasFuse.Cli.Pictures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Drawing;

namespace NasFuse.Cli.Rendering;

/// <summary>The forms in which verbs show an architecture, with the options that choose one.</summary>
internal sealed class ShowForms
{
    private const string Text = "text", Png = "png";

    private readonly Option<string> _as = new("--as")
    {
        Description = "How it is shown; svg, png, mermaid and dot are drawings.", DefaultValueFactory = _ => Text, HelpName = "text|json|svg|png|mermaid|dot",
    };

    private readonly Option<DrawingTheme?> _theme = PictureOptions.Theme();

    private readonly Option<bool> _fold = new("--fold") { Description = "Draw chains of equal nodes as one, e.g. res ×4 (svg and png)." };
    private readonly Option<string?> _output = OutputFile.Option("Write it into this file instead of printing it.");

    public ShowForms(Verb verb)
    {
        _as.AcceptOnlyFromAmong(Text, "json", "svg", Png, "mermaid", "dot");
        verb.Add(_as);
        verb.Add(_theme);
        verb.Add(_fold);
        verb.Add(_output);
    }

    /// <summary>Shows an architecture as the person asked.</summary>
    /// <exception cref="UserErrorException">A PNG without a file, or a file that cannot be written.</exception>
    public void Show(ShownArchitecture shown, ParseResult arguments, Terminal terminal)
    {
        var (form, output) = (arguments.GetRequiredValue(_as), arguments.GetValue(_output));
        var drawing = new DrawingOptions
        {
            Title = shown.Heading, Fold = arguments.GetValue(_fold), Theme = ThemeOf(form, arguments.GetValue(_theme)), Latencies = shown.Latencies,
        };
        if (form == Png) OutputFile.Write(PictureOptions.FileForPng(output), DrawingPng.Of(Drawing(shown, drawing)));
        else if (output is not null) OutputFile.Write(output, Of(shown, form, drawing));
        else terminal.RawData.Write(Of(shown, form, drawing));
        if (output is not null) terminal.Say($"written: {output}");
        if (form == Text) PrintNodes(shown, terminal);
    }

    private static DrawingTheme ThemeOf(string form, DrawingTheme? asked) => form == Png ? PictureOptions.ThemeOfPng(asked) : asked ?? DrawingTheme.Auto;

    private static string Of(ShownArchitecture shown, string form, DrawingOptions drawing) => form switch
    {
        "json" => JsonText.Of(shown.Json()),
        "svg" => Drawing(shown, drawing),
        "mermaid" => MermaidDrawing.Draw(shown.Architecture),
        "dot" => DotDrawing.Draw(shown.Architecture),
        _ => ArchitectureReport.Text(shown.Cost(), shown.Title),
    };

    private static string Drawing(ShownArchitecture shown, DrawingOptions drawing) => ArchitectureDrawing.Svg(shown.Architecture, shown.Size, drawing);

    private static void PrintNodes(ShownArchitecture shown, Terminal terminal)
    {
        terminal.RawData.Flush();
        terminal.Talk.Write(ArchitectureReport.NodeTable(shown.Cost(), shown.Latencies));
        if (shown.Latencies is { } latencies) terminal.Say(latencies.Remark);
    }
}
