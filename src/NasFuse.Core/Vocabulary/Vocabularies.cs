using System.Collections.Concurrent;
using System.Reflection;
using NasFuse.Core.Alignments;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;

namespace NasFuse.Core.Vocabulary;

/// <summary>All operators, fusions and align steps by name, found by their attributes. Thread-safe.</summary>
public static class Vocabularies
{
    /// <summary>Operators, e.g. <c>conv(k=3,s=2)</c>.</summary>
    public static Vocabulary<Operator> Operators { get; } = new("operator", Scan<Operator, OperatorAttribute>(a => (a.Name, null)));

    /// <summary>Fusions, e.g. <c>add</c>.</summary>
    public static Vocabulary<Fusion> Fusions { get; } = new("fusion", Scan<Fusion, FusionAttribute>(a => (a.Name, null)));

    /// <summary>Align steps, e.g. <c>up</c> or <c>c1n</c>.</summary>
    public static Vocabulary<AlignStep> AlignSteps { get; } = new("align step", Scan<AlignStep, AlignStepAttribute>(a => (a.Name, a.Pattern)));

    private static readonly ConcurrentDictionary<VocabularyItem, string> Texts = new();

    internal static string TextOf(VocabularyItem item) => Texts.GetOrAdd(item, static i => i switch
    {
        Operator o => Operators.Format(o),
        Fusion f => Fusions.Format(f),
        AlignStep s => s.CompactText,
        _ => throw new NotSupportedException($"{i.GetType()} belongs to no vocabulary"),
    });

    private static IEnumerable<VocabularyEntry> Scan<TItem, TAttribute>(Func<TAttribute, (string Name, string? Pattern)> describe)
        where TAttribute : Attribute =>
        from type in typeof(Vocabularies).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(TItem)) && !type.IsAbstract
        let attribute = type.GetCustomAttribute<TAttribute>()
            ?? throw new InvalidOperationException($"{type} needs a [{typeof(TAttribute).Name}]")
        let description = describe(attribute)
        select new VocabularyEntry(description.Name, description.Pattern, type);
}
