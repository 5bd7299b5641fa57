using System.CommandLine;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Drawing;

namespace NasFuse.Cli.Pictures;

/// <summary>Options of verbs that draw architectures.</summary>
internal static class PictureOptions
{
    /// <summary><c>--theme auto|light|dark</c></summary>
    public static Option<DrawingTheme?> Theme() => new("--theme")
    {
        Description = "Colours of svg and png. Default: auto for svg, which follows the page or the reader's system; light for png.",
        HelpName = "auto|light|dark",
    };

    /// <summary>A PNG has one theme.</summary>
    public static DrawingTheme ThemeOfPng(DrawingTheme? asked) => asked is null or DrawingTheme.Auto ? DrawingTheme.Light : asked.Value;

    /// <summary>Where a PNG goes.</summary>
    /// <exception cref="UserErrorException">None was named; a terminal cannot show one.</exception>
    public static string FileForPng(string? output) =>
        output ?? throw new UserErrorException(new SourcePlace("--as png"), ErrorCodes.MissingKey, "a PNG is not printed; name a file with -o");
}
