using System.Collections.Immutable;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces.Templates;

/// <summary>Reads the options of a template space and tries what it can make.</summary>
internal sealed class TemplateSpaceReader(TemplateSpaceOptions options, int classes)
{
    private readonly DiagnosticBag _errors = new();

    /// <exception cref="UserErrorException">Every mistake, placed by the name of the space and its key.</exception>
    public ImmutableArray<CheckedTemplate> Read(string name)
    {
        var templates = ImmutableArray.CreateBuilder<CheckedTemplate>();
        for (var i = 0; i < options.Templates.Length; i++)
        {
            var (template, key) = (options.Templates[i], $"templates[{i}]");
            if (options.Templates.Take(i).Any(other => other.Name == template.Name))
                _errors.Add(new SourcePlace($"{key}.name"), ErrorCodes.Contradiction, $"the template {Excerpt.Quote(template.Name)} stands twice");
            if (new TemplateReader(template, key, options.Constraints, classes, _errors).Read() is not { } read) continue;
            templates.Add(new CheckedTemplate(read, new TemplateTrial(read, _errors).Run()));
        }
        if (_errors.IsEmpty) return templates.DrainToImmutable();
        throw new UserErrorException(
            [.. _errors.Diagnostics.Distinct().Select(mistake => mistake with { Place = new SourcePlace($"{name}: {mistake.Place.File}") })]);
    }
}

/// <summary>A template, and whether all of its assignments are known to be valid.</summary>
internal sealed record CheckedTemplate(Template Template, bool IsKnownToBeValid);
