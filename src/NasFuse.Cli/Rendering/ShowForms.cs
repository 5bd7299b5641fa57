using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Hosting;
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

    private readonly Option<string?> _output = OutputFile.Option("Write it into this file instead of printing it.");

    public ShowForms(Verb verb)
    {
        _as.AcceptOnlyFromAmong(Text, "json", "svg", Png, "mermaid", "dot");
        verb.Add(_as);
        verb.Add(_theme);
        verb.Add(_output);
    }

    /// <summary>Shows an architecture as the person asked.</summary>
    /// <exception cref="UserErrorException">A PNG without a file, or a file that cannot be written.</exception>
    public void Show(ShownArchitecture shown, ParseResult arguments, Terminal terminal)
    {
        var (form, output, theme) = (arguments.GetRequiredValue(_as), arguments.GetValue(_output), arguments.GetValue(_theme));
        if (form == Png) OutputFile.Write(PictureOptions.FileForPng(output), DrawingPng.Of(Drawing(shown, PictureOptions.ThemeOfPng(theme))));
        else if (output is not null) OutputFile.Write(output, Of(shown, form, theme));
        else terminal.RawData.Write(Of(shown, form, theme));
        if (output is not null) terminal.Say($"written: {output}");
        if (form == Text) PrintNodes(shown, terminal);
    }

    private static string Of(ShownArchitecture shown, string form, DrawingTheme? theme) => form switch
    {
        "json" => JsonText.Of(shown.Json()),
        "svg" => Drawing(shown, theme ?? DrawingTheme.Auto),
        "mermaid" => MermaidDrawing.Draw(shown.Architecture),
        "dot" => DotDrawing.Draw(shown.Architecture),
        _ => ArchitectureReport.Text(shown.Cost(), shown.Title),
    };

    private static string Drawing(ShownArchitecture shown, DrawingTheme theme) =>
        ArchitectureDrawing.Svg(shown.Architecture, shown.Size, new DrawingOptions { Title = shown.Heading, Theme = theme });

    private static void PrintNodes(ShownArchitecture shown, Terminal terminal)
    {
        terminal.RawData.Flush();
        terminal.Talk.Write(ArchitectureReport.NodeTable(shown.Cost()));
    }
}
