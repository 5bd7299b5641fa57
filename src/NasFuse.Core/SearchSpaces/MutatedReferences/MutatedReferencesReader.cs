using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;
using NasFuse.Core.SearchSpaces.ListedArchitectures;
using NasFuse.Core.SearchSpaces.Parts;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.SearchSpaces.MutatedReferences;

/// <summary>What may be exchanged.</summary>
/// <param name="WidthFactors">Factors besides 1.</param>
/// <param name="Operators">For each operator those that may stand for it.</param>
/// <param name="Fusions">For each fusion those that may stand for it.</param>
internal sealed record MutationRules(
    ImmutableArray<double> WidthFactors,
    IReadOnlyDictionary<Operator, ImmutableArray<Operator>> Operators,
    IReadOnlyDictionary<Fusion, ImmutableArray<Fusion>> Fusions);

/// <summary>Reads references and rules.</summary>
internal sealed class MutatedReferencesReader(MutatedReferencesOptions options, int classes)
{
    private readonly PartsReader _parts = new();

    /// <exception cref="UserErrorException">Every mistake, placed by the name of the space and its key.</exception>
    public ImmutableArray<MutatedReference> Read(string name)
    {
        var factors = options.WidthFactors;
        for (var i = 0; i < factors.Length; i++)
        {
            if (factors[i] == 1) _parts.Reject($"widthFactors[{i}]", ErrorCodes.Contradiction, "the factor 1 is there anyway; leave it out");
            if (factors.IndexOf(factors[i]) < i) _parts.Reject($"widthFactors[{i}]", ErrorCodes.Contradiction, $"the factor {factors[i]} stands twice");
        }
        var rules = new MutationRules(
            factors, ReadSets("operators", options.Operators, _parts.Text.ReadOperator), ReadSets("fusions", options.Fusions, _parts.Text.ReadFusion));
        var references = ReadReferences(name);
        _parts.ThrowIfAny(name);
        return [.. references.Select(reference => new MutatedReference(reference.Name, reference.Architecture, rules))];
    }

    private List<ListedArchitecture> ReadReferences(string name)
    {
        if (options.Architectures.IsEmpty) _parts.Reject("files", ErrorCodes.MissingKey, "at least one architecture is needed, here or in 'architectures'");
        var (listed, errors) = (new List<ListedArchitecture>(), new DiagnosticBag());
        for (var i = 0; i < options.Architectures.Length; i++)
        {
            var reference = options.Architectures[i];
            if (listed.Any(earlier => earlier.Name == reference.Name))
                _parts.Reject($"architectures[{i}].name", ErrorCodes.Contradiction, $"'{reference.Name}' stands twice; files count without their ending");
            else if (reference.Read(classes, errors) is { } architecture) listed.Add(architecture);
        }
        if (!errors.IsEmpty) _parts.ThrowIfAny(name);
        errors.ThrowIfAny();
        return listed;
    }

    private Dictionary<T, ImmutableArray<T>> ReadSets<T>(string key, ImmutableArray<InterchangeableOptions> sets, Func<string, SourcePlace, T?> read)
        where T : VocabularyItem
    {
        var alternatives = new Dictionary<T, ImmutableArray<T>>();
        for (var i = 0; i < sets.Length; i++)
        {
            var set = $"{key}[{i}].oneOf";
            var items = sets[i].OneOf.Select((text, j) => (Item: read(text, PartsReader.PlaceOf($"{set}[{j}]")), Key: $"{set}[{j}]")).ToArray();
            foreach (var (item, at) in items)
            {
                if (item is not null && !alternatives.TryAdd(item, [.. items.Select(other => other.Item).OfType<T>().Where(other => !other.Equals(item))]))
                    _parts.Reject(at, ErrorCodes.Contradiction, $"'{item.Text}' stands twice; a word belongs to one set");
            }
        }
        return alternatives;
    }
}
