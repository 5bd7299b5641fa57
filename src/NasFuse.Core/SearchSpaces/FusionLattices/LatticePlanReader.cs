using System.Collections.Immutable;
using NasFuse.Core.Alignments;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.SearchSpaces.FusionLattices;

/// <summary>Reads the options of a fusion lattice and finds every mistake that would make some sample invalid or the count wrong.</summary>
internal sealed class LatticePlanReader
{
    private readonly FusionLatticeOptions _options;
    private readonly DiagnosticBag _errors = new();
    private readonly VocabularyText _text;

    private LatticePlanReader(FusionLatticeOptions options)
    {
        _options = options;
        _text = new VocabularyText(_errors);
    }

    /// <exception cref="UserErrorException">Every mistake, placed by the name of the space and its key.</exception>
    public static LatticePlan Read(FusionLatticeOptions options, string name, int classes)
    {
        var reader = new LatticePlanReader(options);
        var plan = reader.Read(name, classes);
        return reader._errors.IsEmpty ? plan
            : throw new UserErrorException([.. reader._errors.Diagnostics.Select(d => d with { Place = new SourcePlace($"{name}: {d.Place.File}") })]);
    }

    /// <summary>Every mistake, placed by its key alone, e.g. <c>operators[1]</c>.</summary>
    public static IReadOnlyList<Diagnostic> MistakesIn(FusionLatticeOptions options)
    {
        var reader = new LatticePlanReader(options);
        reader.Read("", classes: 2);
        return reader._errors.Diagnostics;
    }

    private LatticePlan Read(string name, int classes)
    {
        var rows = _options.Strides.OrderBy(row => row.Stride).ToImmutableArray();
        CheckStrides();
        return new LatticePlan
        {
            Name = name,
            Classes = classes,
            Strides = [.. rows.Select(row => row.Stride)],
            Widths = [.. rows.Select(row => row.Widths)],
            Layers = InRange("layers", _options.Layers, 1, 8),
            MaxInputs = InRange("maxInputs", _options.MaxInputs, 1, 8),
            Reach = InRange("reach", _options.Reach, 0, 4),
            Operators = ReadAll("operators", _options.Operators, ReadOperator),
            Fusions = ReadAll("fusions", _options.Fusions, (text, key) => ReadFusion(text, key, _options.MaxInputs)),
            UpVariants = ReadAll("upVariants", _options.UpVariants, (text, key) => ReadVariant(text, key, Octaves(+1))),
            DownVariants = ReadAll("downVariants", _options.DownVariants, (text, key) => ReadVariant(text, key, Octaves(-1))),
            ChannelMatch = ReadVariant(_options.ChannelMatch, "channelMatch", [0])!,
            HeadOperator = ReadOperator(_options.Head.Operator, "head.operator")!,
            HeadWidths = CheckWidths("head.widths", _options.Head.Widths),
            HeadFusions = ReadAll("head.fusions", _options.Head.Fusions, (text, key) => ReadFusion(text, key, 8)),
            HeadUp = ReadVariant(_options.Head.Up, "head.up", HeadOctaves(rows))!,
            AuxiliaryWeight = _options.AuxiliaryWeight,
            Encoders = new LatticeEncoderReader(_options, PlaceOf, _text, _errors).Read([.. rows.Select(row => row.Stride)]),
        };
    }

    private void CheckStrides()
    {
        if (_options.Strides.Length is < 1 or > 5) _errors.Add(PlaceOf("strides"), ErrorCodes.OutOfRange, $"must be 1..5 strides but are {_options.Strides.Length}");
        for (var i = 0; i < _options.Strides.Length; i++)
        {
            var (stride, widths) = (_options.Strides[i].Stride, _options.Strides[i].Widths);
            if (!int.IsPow2(stride) || stride > 1024)
                _errors.Add(PlaceOf($"strides[{i}].stride"), ErrorCodes.OutOfRange, $"must be a power of two up to 1024 but was {stride}");
            if (_options.Strides.Take(i).Any(other => other.Stride == stride))
                _errors.Add(PlaceOf($"strides[{i}].stride"), ErrorCodes.Contradiction, $"stride {stride} stands twice");
            CheckWidths($"strides[{i}].widths", widths);
        }
    }

    private ImmutableArray<int> CheckWidths(string key, ImmutableArray<int> widths)
    {
        if (widths.IsEmpty) _errors.Add(PlaceOf(key), ErrorCodes.OutOfRange, "needs at least one width");
        for (var i = 0; i < widths.Length; i++)
        {
            if (widths[i] is < 1 or > 4096) _errors.Add(PlaceOf($"{key}[{i}]"), ErrorCodes.OutOfRange, $"a width must be 1..4096 but was {widths[i]}");
            if (widths.IndexOf(widths[i]) < i) _errors.Add(PlaceOf($"{key}[{i}]"), ErrorCodes.Contradiction, $"width {widths[i]} stands twice");
        }
        return widths;
    }

    private ImmutableArray<T> ReadAll<T>(string key, ImmutableArray<string> texts, Func<string, string, T?> read)
        where T : class
    {
        if (texts.IsEmpty) _errors.Add(PlaceOf(key), ErrorCodes.OutOfRange, "needs at least one item");
        var items = ImmutableArray.CreateBuilder<T>();
        for (var i = 0; i < texts.Length; i++)
        {
            if (read(texts[i], $"{key}[{i}]") is not { } item) continue;
            if (items.Any(other => TextOf(other) == TextOf(item))) _errors.Add(PlaceOf($"{key}[{i}]"), ErrorCodes.Contradiction, $"'{TextOf(item)}' stands twice");
            items.Add(item);
        }
        return items.DrainToImmutable();
    }

    private Operator? ReadOperator(string text, string key) =>
        _text.ReadOperator(text, PlaceOf(key)) is { } operation && IsSound(LatticeProbe.Problem(operation), operation.Text, key) ? operation : null;

    private LatticeFusion? ReadFusion(string text, string key, int maxInputs) =>
        _text.ReadFusion(text, PlaceOf(key)) is { } fusion && IsSound(LatticeProbe.Problem(fusion, Math.Max(2, maxInputs)), fusion.Text, key)
            ? new LatticeFusion(fusion, LatticeProbe.NeedsEqualChannels(fusion)) : null;

    private AlignVariant? ReadVariant(string text, string key, IEnumerable<int> octaves)
    {
        if (_text.ReadSteps(text, PlaceOf(key)) is not { } steps) return null;
        if (steps.OfType<ChannelMatch>().Any(step => step.Width > 0))
            _errors.Add(PlaceOf(key), ErrorCodes.Contradiction, $"'{text}' names its own channels, but they must be the node's");
        return octaves.All(distance => IsSound(LatticeProbe.Problem(steps, distance), text, key)) ? new AlignVariant(steps) : null;
    }

    private IEnumerable<int> Octaves(int sign) => Enumerable.Range(1, Math.Clamp(_options.Reach, 0, 4)).Select(distance => sign * distance);

    private static IEnumerable<int> HeadOctaves(ImmutableArray<LatticeStrideOptions> rows) =>
        Enumerable.Range(1, rows.IsEmpty ? 0 : Math.Clamp(int.Log2(Math.Max(1, rows[^1].Stride)) - int.Log2(Math.Max(1, rows[0].Stride)), 0, 10));

    private bool IsSound(string? problem, string text, string key)
    {
        if (problem is not null) _errors.Add(PlaceOf(key), ErrorCodes.Contradiction, $"'{text}' {problem}");
        return problem is null;
    }

    private int InRange(string key, int value, int min, int max)
    {
        if (value < min || value > max) _errors.Add(PlaceOf(key), ErrorCodes.OutOfRange, $"must be {min}..{max} but was {value}");
        return value;
    }

    private static string TextOf(object item) => item switch
    {
        VocabularyItem word => word.Text,
        LatticeFusion fusion => fusion.Fusion.Text,
        AlignVariant variant => variant.Text,
        _ => throw new InvalidOperationException($"{item.GetType()} has no text"),
    };

    private static SourcePlace PlaceOf(string key) => new(key);
}
