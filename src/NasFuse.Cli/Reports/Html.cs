using System.Net;

namespace NasFuse.Cli.Reports;

/// <summary>Pieces of HTML; every text that comes from outside is escaped here.</summary>
internal static class Html
{
    /// <summary>Text as content or attribute value.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A section that the page's contents lead to.</summary>
    public static string Section(string id, string title, params IEnumerable<string> content) =>
        $"<section id=\"{id}\">\n<h2>{Text(title)}</h2>\n{string.Concat(content)}</section>\n";

    /// <summary>A picture under which a sentence stands.</summary>
    public static string Figure(string svg, string caption, string style = "") =>
        $"<figure{Class(style)}>\n<div class=\"picture\">\n{svg}</div>\n"
        + $"<figcaption>{Text(caption)}</figcaption>\n</figure>\n";

    /// <summary>A table that scrolls sideways where the page is narrow. Cells are HTML; columns from the given one on hold numbers.</summary>
    public static string Table(
        IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows, int firstNumber, int lastNumber = int.MaxValue, string style = "")
    {
        var head = string.Concat(titles.Select((title, i) => Cell("th", title, i, " scope=\"col\"")));
        var body = string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select((cell, i) => Cell("td", cell, i, "")))}</tr>\n"));
        return $"<div class=\"wide\"><table{Class(style)}>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table></div>\n";

        string Cell(string tag, string content, int column, string more) =>
            $"<{tag}{more}{Class(column >= firstNumber && column <= lastNumber ? "number" : "")}>{content}</{tag}>";
    }

    /// <summary>Lines to copy.</summary>
    public static string Code(string text) => $"<pre><code>{Text(text)}</code></pre>\n";

    private static string Class(string style) => style.Length == 0 ? "" : $" class=\"{style}\"";
}
