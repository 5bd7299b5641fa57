using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces.Templates;

/// <summary>A template that was read. Immutable (but for what it remembers) and thread-safe.</summary>
internal sealed class Template(string name, string key, ImmutableArray<TemplateChoice> choices, ImmutableArray<TemplateLine> lines, Completions completions)
{
    // Lines repeat from build to build; those of a template with very many texts are read again.
    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<string, ArchitectureNode> _remembered = new(StringComparer.Ordinal);

    public string Name => name;

    public Completions Completions => completions;

    public ImmutableArray<TemplateChoice> Choices => choices;

    /// <summary>Asks the choices, offering only options that some assignment behind them keeps all constraints with.</summary>
    /// <returns>Index of the option of each choice.</returns>
    public int[] Choose(IChooser chooser)
    {
        var values = new int[choices.Length];
        for (var i = 0; i < choices.Length; i++)
        {
            if (!completions.IsAsked(i, values))
            {
                values[i] = Expressions.Expression.NotAsked;
                continue;
            }
            var (choice, weights) = (choices[i], completions.Weights(i, values));
            int[] offered = [.. Enumerable.Range(0, choice.Options.Length).Where(option => weights[option] > 0)];
            values[i] = chooser.Pick(choice.Name, offered, option => choice.Options[option], option => weights[option]);
        }
        return values;
    }

    /// <summary>Builds the architecture of an assignment.</summary>
    /// <param name="values">Index of the option of each choice.</param>
    /// <param name="errors">Takes what is wrong with it, each mistake placed by the key of its line; null when it is known to be valid.</param>
    public Architecture? Build(int[] values, DiagnosticBag? errors)
    {
        var nodes = ImmutableArray.CreateBuilder<ArchitectureNode>();
        var places = new List<NodePlaces>();
        var found = new DiagnosticBag();
        foreach (var line in lines)
        {
            if (!(line.When?.Holds(values) ?? true) || ReadLine(line, values, found) is not { } node) continue;
            nodes.Add(node);
            if (errors is not null) places.Add(PlacesOf(node, new SourcePlace(line.Key)));
        }
        var architecture = new Architecture(nodes.DrainToImmutable());
        if (errors is null) return architecture;
        if (found.IsEmpty) ArchitectureChecks.Check(architecture, places, new SourcePlace($"{key}.blocks"), found);
        errors.AddRange(found.Diagnostics);
        return found.IsEmpty ? architecture : null;
    }

    /// <summary>The assignment for people: <c>w2 = 16, fusion = add</c>.</summary>
    public string Describe(int[] values) => string.Join(", ", choices.Select((choice, i) => (choice, Value: values[i]))
        .Where(pair => pair.Value != Expressions.Expression.NotAsked).Select(pair => $"{pair.choice.Name} = {pair.choice.Options[pair.Value]}"));

    private ArchitectureNode? ReadLine(TemplateLine line, int[] values, DiagnosticBag errors)
    {
        if (line.Parts.FirstOrDefault(part => part.Choice is { } index && values[index] == Expressions.Expression.NotAsked) is { } empty)
        {
            errors.Add(
                new SourcePlace(line.Key), ErrorCodes.BadReference,
                $"the slot {{{empty.Text}}} is used where the choice '{empty.Text}' is not asked; give the lines or the choice another 'when'");
            return null;
        }
        var text = string.Concat(line.Parts.Select(part => part.Choice is { } index ? choices[index].Options[values[index]] : part.Text));
        if (_remembered.TryGetValue(text, out var known)) return known;
        if (new ArchitectureLineReader(text, line.Key, 0, errors).Read()?.Node is not { } node) return null;
        if (_remembered.Count < MostRemembered) _remembered[text] = node;
        return node;
    }

    private static NodePlaces PlacesOf(ArchitectureNode node, SourcePlace place) => new(place, place, place, place, [.. node.Inputs.Select(_ => place)]);

    /// <summary>Text of the number of classes.</summary>
    public static string TextOf(int classes) => classes.ToString(CultureInfo.InvariantCulture);
}
