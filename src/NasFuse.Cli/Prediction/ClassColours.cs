using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Data;

namespace NasFuse.Cli.Prediction;

/// <summary>Names and colours of the classes that a network tells apart.</summary>
/// <param name="Classes">The classes by id.</param>
/// <param name="AreMadeUp">True when nothing says which colours the data set has, so that they were chosen by id.</param>
internal sealed record ClassColours(ImmutableArray<SegmentationClass> Classes, bool AreMadeUp)
{
    /// <summary>Colours as stored; where they were not kept yet, those of the data set if it is there, else distinct ones.</summary>
    /// <param name="names">Names by id.</param>
    /// <param name="stored">Colours <c>#rrggbb</c> by id, or none.</param>
    /// <param name="data">The data set.</param>
    /// <param name="place">The file that holds the colours.</param>
    /// <exception cref="UserErrorException">The stored colours are none, or not as many as names.</exception>
    public static ClassColours Of(IReadOnlyList<string> names, IReadOnlyList<string> stored, DataSpecification data, string place)
    {
        if (stored.Count > 0) return new(Read(names, stored, place), AreMadeUp: false);
        if (OfDataset(data) is { } known && known.Select(c => c.Name).SequenceEqual(names)) return new(known, AreMadeUp: false);
        // Colour 0 of the map is black, which is commonly void.
        return new([.. names.Select((name, id) => new SegmentationClass(name, RgbColor.ForClass(id + 1)))], AreMadeUp: true);
    }

    private static ImmutableArray<SegmentationClass> Read(IReadOnlyList<string> names, IReadOnlyList<string> stored, string place)
    {
        var errors = new DiagnosticBag();
        if (stored.Count != names.Count)
            errors.Add(new SourcePlace(place), ErrorCodes.CorruptFile, $"it names {names.Count} classes, but {stored.Count} colours");
        RgbColor[] colours = [.. stored.Select(text =>
        {
            if (!RgbColor.TryParse(text, out var colour))
                errors.Add(new SourcePlace(place), ErrorCodes.CorruptFile, $"'{text}' is no colour; colours are written #rrggbb");
            return colour;
        })];
        errors.ThrowIfAny();
        return [.. names.Zip(colours, (name, colour) => new SegmentationClass(name, colour))];
    }

    private static ImmutableArray<SegmentationClass>? OfDataset(DataSpecification data)
    {
        try
        {
            return SegmentationDatasets.Open(data).Classes;
        }
        catch (UserErrorException)
        {
            // The data are not here. Predicting does not need them.
            return null;
        }
    }
}
