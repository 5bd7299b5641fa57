using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces.Templates.Expressions;

namespace NasFuse.Core.SearchSpaces.Templates;

/// <summary>Reads one template and finds every mistake that shows without trying assignments.</summary>
/// <param name="options">What the file says.</param>
/// <param name="key">Its key, e.g. <c>templates[0]</c>.</param>
/// <param name="shared">Constraints of all templates.</param>
/// <param name="classes">Number of classes.</param>
/// <param name="errors">Takes the mistakes, placed by their keys.</param>
internal sealed partial class TemplateReader(
    TemplateOptions options, string key, ImmutableArray<string> shared, int classes, DiagnosticBag errors)
{
    private const string ClassesSlot = "classes";

    private readonly List<TemplateChoice> _choices = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private string[] _nodeIds = [];

    /// <summary>The template, or null when there was a mistake.</summary>
    public Template? Read()
    {
        var before = errors.Diagnostics.Count;
        var blocks = new BlockExpansion([ClassesSlot, .. options.Choices.Select(choice => choice.Name)], errors).Of(options.Blocks, key);
        _nodeIds = [.. blocks.SelectMany(block => block.Lines).Select(line => NodeId().Match(line).Groups[1].Value)];
        for (var i = 0; i < options.Choices.Length; i++) ReadChoice(options.Choices[i], $"{key}.choices[{i}]");
        var lines = blocks.SelectMany(ReadBlock).ToImmutableArray();
        var constraints = options.Constraints.Select((text, i) => ReadCondition(text, $"{key}.constraints[{i}]"))
            .Concat(shared.Select((text, i) => ReadCondition(text, $"constraints[{i}]"))).OfType<Expression>().ToList();
        if (errors.Diagnostics.Count > before) return null;
        CheckUsed();
        return errors.Diagnostics.Count > before ? null : Count(lines, constraints);
    }

    private void CheckUsed()
    {
        for (var i = 0; i < _choices.Count; i++)
        {
            var name = _choices[i].Name;
            if (!_used.Contains(name))
                Reject($"{key}.choices[{i}].name", ErrorCodes.Contradiction, $"no line and no condition uses '{name}'; write {{{name}}} somewhere or leave it out");
        }
    }

    private Template? Count(ImmutableArray<TemplateLine> lines, List<Expression> constraints)
    {
        try
        {
            var completions = new Completions([.. _choices], constraints);
            if (!completions.Total.IsZero) return new Template(options.Name, key, [.. _choices], lines, completions);
            errors.Add(new SourcePlace($"{key}.constraints"), ErrorCodes.Contradiction, "no assignment keeps all constraints");
        }
        catch (OverflowException)
        {
            errors.Add(new SourcePlace($"{key}.constraints"), ErrorCodes.OutOfRange,
                $"the conditions connect so many choices that more than {Completions.MostCases} cases must be told apart; "
                + "put choices that depend on each other side by side, or drop conditions");
        }
        return null;
    }

    private void ReadChoice(TemplateChoiceOptions choice, string place)
    {
        var shown = Excerpt.Quote(choice.Name);
        if (!ChoiceName().IsMatch(choice.Name) || choice.Name is "and" or "or" or "not" or "in" or ClassesSlot)
            Reject($"{place}.name", ErrorCodes.OutOfRange, $"{shown} cannot name a choice: a letter, then letters, digits, '_', '-' or '/'; no word like 'and'");
        if (_choices.Any(other => other.Name == choice.Name)) Reject($"{place}.name", ErrorCodes.Contradiction, $"the choice {shown} stands twice");
        if (_nodeIds.Contains(choice.Name)) Reject($"{place}.name", ErrorCodes.Contradiction, $"{shown} is a node; a choice needs another name");
        for (var i = 0; i < choice.Options.Length; i++)
        {
            if (choice.Options.IndexOf(choice.Options[i]) < i)
                Reject($"{place}.options[{i}]", ErrorCodes.Contradiction, $"{Excerpt.Quote(choice.Options[i])} stands twice");
        }
        // Only the choices before this one are there yet.
        _choices.Add(new TemplateChoice(choice.Name, choice.Options, choice.When is { } when ? ReadCondition(when, $"{place}.when") : null));
    }

    private TemplateLine[] ReadBlock(PlainBlock block)
    {
        var when = block.When is { } condition ? ReadCondition(condition, $"{block.Key}.when") : null;
        return [.. block.Lines.Select((line, i) => new TemplateLine($"{block.Key}.lines[{i}]", [.. PartsOf(line, $"{block.Key}.lines[{i}]")], when))];
    }

    private Expression? ReadCondition(string text, string place)
    {
        var expression = new ExpressionReader(_choices).Read(text, (code, message) => Reject(place, code, message));
        foreach (var index in expression?.Choices ?? []) _used.Add(_choices[index].Name);
        return expression;
    }

    private IEnumerable<TemplatePart> PartsOf(string line, string place)
    {
        var end = 0;
        foreach (Match slot in Slot().Matches(line))
        {
            var name = slot.Groups[1].Value;
            var index = _choices.FindIndex(choice => choice.Name == name);
            if (index < 0 && name != ClassesSlot)
            {
                // A fusion of one input looks like a slot.
                if (!_nodeIds.Contains(name) && name != Architecture.ImageId) RejectSlot(name, place);
                continue;
            }
            yield return new TemplatePart(line[end..slot.Index], null);
            yield return index < 0 ? new TemplatePart(Template.TextOf(classes), null) : new TemplatePart(name, index);
            _used.Add(name);
            end = slot.Index + slot.Length;
        }
        yield return new TemplatePart(line[end..], null);
    }

    private void RejectSlot(string name, string place)
    {
        var hint = NearestName.Hint(Excerpt.Of(name), [.. _choices.Select(choice => choice.Name), ClassesSlot]);
        Reject(place, ErrorCodes.UnknownName, $"unknown choice {Excerpt.Quote(name)} in a slot. {hint}");
    }

    private void Reject(string place, string code, string message) => errors.Add(new SourcePlace(place), code, message);

    [GeneratedRegex(@"\{\s*([A-Za-z][A-Za-z0-9_/-]*)\s*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Slot();

    [GeneratedRegex(@"^\s*([A-Za-z][A-Za-z0-9_]*)\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex NodeId();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_/-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ChoiceName();
}
