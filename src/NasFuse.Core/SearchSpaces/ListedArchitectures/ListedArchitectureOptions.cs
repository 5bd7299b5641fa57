using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces.ListedArchitectures;

/// <summary>One architecture of a list.</summary>
public sealed record ListedArchitectureOptions
{
    /// <summary>Its name: the label of the choice. Of a file its path from the space's folder, without the ending.</summary>
    [Required] public string Name { get; init; } = "";

    /// <summary>Its text, see <see cref="ArchitectureText"/>, for any number of classes; <see cref="ClassCount"/> fits it to the data.</summary>
    [Required] public string Text { get; init; } = "";

    /// <summary>The architecture for a number of classes, or null when it is not valid (which is reported).</summary>
    internal ListedArchitecture? Read(int classes, DiagnosticBag errors)
    {
        try
        {
            return new ListedArchitecture(Name, ArchitectureText.Parse(Text, Name).WithClasses(classes));
        }
        catch (UserErrorException mistakes)
        {
            errors.AddRange(mistakes.Diagnostics.Select(mistake => mistake.Place.Line > 0 ? mistake : mistake with { Place = PlaceOf(mistake, classes) }));
            return null;
        }
    }

    /// <summary>A mistake that only another number of classes makes stands in no line.</summary>
    private SourcePlace PlaceOf(Diagnostic mistake, int classes) => new($"{Name}, {mistake.Place.File}, with {classes} classes", 1, 1);
}
