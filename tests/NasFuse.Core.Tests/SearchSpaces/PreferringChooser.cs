using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.SearchSpaces;

/// <summary>Answers what is given by name; else takes the first of the preferred labels that is among the options.</summary>
internal sealed class PreferringChooser(IReadOnlyDictionary<string, string> answers, params string[] preferred) : IChooser
{
    public int Choose(string choice, IReadOnlyList<string> options)
    {
        var labels = answers.TryGetValue(choice, out var answer) ? [answer] : preferred;
        return labels.Select(label => options.ToList().IndexOf(label)).FirstOrDefault(index => index >= 0, -1) is >= 0 and var found
            ? found : throw new InvalidOperationException($"nothing fits choice '{choice}': {string.Join(", ", options)}");
    }
}
