using System.Globalization;
using System.Security;
using System.Text;

namespace NasFuse.Core.Drawing;

/// <summary>Writes SVG, one element a line, indented.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = [];

    /// <summary>A number with at most one decimal place.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Begins an element; close it with <see cref="Close"/>.</summary>
    public void Open(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Begin(name, attributes);
        _text.Append(">\n");
        _open.Push(name);
    }

    /// <summary>Ends the element that was begun last.</summary>
    public void Close()
    {
        var name = _open.Pop();
        Indent();
        _text.Append($"</{name}>\n");
    }

    /// <summary>An element without content.</summary>
    public void Empty(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Begin(name, attributes);
        _text.Append("/>\n");
    }

    /// <summary>An element with text in it.</summary>
    public void Write(string name, string content, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Begin(name, attributes);
        _text.Append($">{SecurityElement.Escape(content)}</{name}>\n");
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Begin(string name, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Indent();
        _text.Append($"<{name}");
        foreach (var (attribute, value) in attributes)
            _text.Append($" {attribute}=\"{(value is double number ? Number(number) : SecurityElement.Escape(value.ToString()))}\"");
    }

    private void Indent() => _text.Append(' ', 2 * _open.Count);
}
