using NasFuse.Core.Alignments;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Architectures;

/// <summary>Reads what architectures name: operators, fusions, align steps. Unknown names are reported and give null.</summary>
internal static class VocabularyTokens
{
    /// <summary><c>conv(k=3,s=2)</c></summary>
    public static (Operator? Operator, SourcePlace Place) ReadOperator(this ArchitectureTokens tokens)
    {
        var (name, place) = tokens.Identifier("an operator");
        return (Vocabularies.Operators.Create(name, tokens.ReadOptions('(', ')'), At(tokens, place)), place);
    }

    /// <summary><c>ffm[r=2]</c></summary>
    public static (Fusion? Fusion, SourcePlace Place) ReadFusion(this ArchitectureTokens tokens)
    {
        var (name, place) = tokens.Identifier("a fusion");
        return (Vocabularies.Fusions.Create(name, tokens.ReadOptions('[', ']'), At(tokens, place)), place);
    }

    /// <summary><c>c3d2n</c></summary>
    public static AlignStep? ReadStep(this ArchitectureTokens tokens)
    {
        var (name, place) = tokens.Take(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '.', "an align step");
        return Vocabularies.AlignSteps.Create(name, [], At(tokens, place));
    }

    private static List<KeyValuePair<string, string>> ReadOptions(this ArchitectureTokens tokens, char open, char close)
    {
        List<KeyValuePair<string, string>> options = [];
        if (!tokens.TryTake(open)) return options;
        do
        {
            var (key, _) = tokens.Identifier("an option");
            tokens.Expect("=", $"after option '{key}'");
            var (value, _) = tokens.Take(c => char.IsAsciiLetterOrDigit(c) || c is '|' or '.' or '-', $"a value for option '{key}'");
            options.Add(KeyValuePair.Create(key, value));
        }
        while (tokens.TryTake(','));
        tokens.Expect(close.ToString(), "after the options");
        return options;
    }

    private static Action<string, string> At(ArchitectureTokens tokens, SourcePlace place) => (code, message) => tokens.Report(place, code, message);
}
