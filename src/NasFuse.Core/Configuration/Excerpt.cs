using System.Text;

namespace NasFuse.Core.Configuration;

/// <summary>Shows what a person wrote in one short line, whatever it was.</summary>
internal static class Excerpt
{
    private const int Longest = 60;

    public static string Quote(string text) => $"'{Of(text)}'";

    public static string Of(string text, int longest = Longest)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, longest)).EnumerateRunes())
        {
            if (Rune.IsControl(rune)) shown.Append($"\\u{rune.Value:x4}");
            else shown.Append(rune);
        }
        return text.Length > longest ? shown.Append('…').ToString() : shown.ToString();
    }
}
