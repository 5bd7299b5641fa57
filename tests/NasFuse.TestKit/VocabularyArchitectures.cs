using NasFuse.Core.Architectures;
using NasFuse.Core.Vocabulary;

namespace NasFuse.TestKit;

/// <summary>For every name of the vocabulary an architecture around it, so that every executor can be tested with all of them. A new name needs an entry only where the usual surroundings do not fit.</summary>
public static class VocabularyArchitectures
{
    private const int Width = 16;

    private static readonly Dictionary<string, int> s_inputsOfFusions = new() { ["gff"] = 4, ["addmul"] = 2, ["cff"] = 2, ["ocr"] = 2, ["afnb"] = 2 };

    // From a map at 1/(2·at): the steps, and the stride of the target in units of at.
    private static readonly Dictionary<string, (string Steps, int Target)> s_edges = new()
    {
        ["c1"] = ("c3d2n", 2), ["up"] = ("upac", 1), ["dn"] = ("dnac", 4), ["nn"] = ("nn", 1), ["mp"] = ("mp", 4), ["s3"] = ("s3", 4), ["gap"] = ("gap>c1>up", 2), ["crop"] = ("crop", 4),
        ["l2"] = ("l2", 2), ["mulc"] = ("mulc:0.5", 2), ["relu"] = ("relu", 2), ["sig"] = ("sig", 2), ["softmax"] = ("softmax", 2), ["gate"] = ("gate:1", 2),
    };

    /// <summary>All names, as <c>operator conv</c>, <c>fusion add</c>, <c>align step up</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Vocabularies.Operators.Names.Select(name => $"operator {name}"),
        .. Vocabularies.Fusions.Names.Select(name => $"fusion {name}"),
        .. Vocabularies.AlignSteps.Names.Select(name => $"align step {name}"),
    ];

    /// <summary>An architecture with the named item between convolutions.</summary>
    /// <param name="entry">One of <see cref="Names"/>.</param>
    /// <param name="at">Stride of the maps that meet it, a power of two.</param>
    public static Architecture Of(string entry, int at)
    {
        var name = entry[(entry.LastIndexOf(' ') + 1)..];
        if (entry.StartsWith("operator", StringComparison.Ordinal)) return OfOperator(name, at);
        return entry.StartsWith("fusion", StringComparison.Ordinal) ? OfFusion(name, at) : OfStep(name, at);
    }

    private static Architecture OfOperator(string name, int at)
    {
        var item = Vocabularies.Operators.Defaults.Single(candidate => Vocabularies.Operators.NameOf(candidate) == name);
        return SmallArchitectures.WithOperator(item.Text, Width, Width, item.Stride, item.Enlargement, at);
    }

    private static Architecture OfFusion(string name, int at) => name == "unpool"
        ? ArchitectureText.Parse(
            $$"""
            e:   1/{{at}} x{{Width}} = conv(k=3,s={{at}}) <- image
            p:   1/{{2 * at}} x{{Width}} = mp <- e
            it:  1/{{at}} x{{Width}} = conv <- unpool{p; p.i}
            out: 1/1 x4 = conv(k=1) <- it>up
            """)
        : SmallArchitectures.WithFusion(name, s_inputsOfFusions.GetValueOrDefault(name, 3), Width, projects: name == "concat", at);

    private static Architecture OfStep(string name, int at)
    {
        var (steps, target) = s_edges[name];
        return ArchitectureText.Parse(
            $"""
            a:   1/{2 * at} x{Width} = conv(k=3,s={2 * at}) <- image
            b:   1/{2 * at} x{Width} = drcell(gates=2) <- a
            it:  1/{target * at} x{Width} = id <- b>{steps}
            cls: 1/{target * at} x4 = conv(k=1,bn=0,act=none) <- it
            out: 1/1 x4 = id <- cls>up
            """);
    }
}
