using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using NasFuse.Core.Alignments;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Reads what the options of several kinds of space have in common, and finds what would make some sample invalid or a count wrong.</summary>
/// <remarks>Mistakes are placed by their key alone, e.g. <c>operators[1]</c>; a value that was refused is null or left out. One instance per reading.</remarks>
internal sealed class PartsReader
{
    public PartsReader() => Text = new VocabularyText(Errors);

    /// <summary>Every mistake so far.</summary>
    public DiagnosticBag Errors { get; } = new();

    /// <summary>Reads single words.</summary>
    public VocabularyText Text { get; }

    /// <summary>Place of a key.</summary>
    public static SourcePlace PlaceOf(string key) => new(key);

    /// <summary>Mistakes as the results of <see cref="IValidatableObject"/>, which know only the topmost key.</summary>
    public static IEnumerable<ValidationResult> Results(IEnumerable<Diagnostic> mistakes) =>
        mistakes.Select(mistake => new ValidationResult($"'{mistake.Place.File}': {mistake.Message}", [mistake.Place.File.Split('[', '.')[0]]));

    /// <exception cref="UserErrorException">There are mistakes; each is placed by the name of the space and its key.</exception>
    public void ThrowIfAny(string space)
    {
        if (!Errors.IsEmpty) throw new UserErrorException([.. Errors.Diagnostics.Select(d => d with { Place = new SourcePlace($"{space}: {d.Place.File}") })]);
    }

    /// <summary>Notes a mistake at a key.</summary>
    public void Reject(string key, string code, string message) => Errors.Add(PlaceOf(key), code, message);

    /// <summary>The strides from fine to coarse, with their widths.</summary>
    public ImmutableArray<StrideOptions> ReadStrides(ImmutableArray<StrideOptions> strides)
    {
        if (strides.Length is < 1 or > 5) Reject("strides", ErrorCodes.OutOfRange, $"must be 1..5 strides but are {strides.Length}");
        for (var i = 0; i < strides.Length; i++)
        {
            var (stride, widths) = (strides[i].Stride, strides[i].Widths);
            if (!int.IsPow2(stride) || stride > 1024)
                Reject($"strides[{i}].stride", ErrorCodes.OutOfRange, $"must be a power of two up to 1024 but was {stride}");
            if (strides.Take(i).Any(other => other.Stride == stride)) Reject($"strides[{i}].stride", ErrorCodes.Contradiction, $"stride {stride} stands twice");
            ReadWidths($"strides[{i}].widths", widths);
        }
        return [.. strides.OrderBy(row => row.Stride)];
    }

    /// <summary>The encoders; <paramref name="ownIds"/> are what the space calls its own nodes.</summary>
    public ImmutableArray<Encoder> ReadEncoders(
        ImmutableArray<EncoderOptions> encoders, ImmutableArray<int> strides, Regex ownIds, bool everyStrideHasTap = true) =>
        new EncoderReader(ownIds, everyStrideHasTap, Text, Errors).Read(encoders, strides);

    /// <summary>The head; its mistakes stand under <c>head</c>. <paramref name="maxLooseEnds"/> is the largest number of maps it may have to merge.</summary>
    public HeadPlan ReadHead(
        HeadOptions head, ImmutableArray<StrideOptions> rows, int classes, AlignVariant channelMatch, double auxiliaryWeight, int maxLooseEnds = 8) => new()
    {
        Classes = classes,
        Strides = [.. rows.Select(row => row.Stride)],
        Operator = ReadOperator(head.Operator, "head.operator")!,
        Widths = ReadWidths("head.widths", head.Widths),
        Fusions = ReadFusions("head.fusions", head.Fusions, maxLooseEnds),
        Up = ReadVariant(head.Up, "head.up", Octaves(+1, SpanOf(rows)))!,
        ChannelMatch = channelMatch,
        AuxiliaryWeight = auxiliaryWeight,
    };

    public ImmutableArray<int> ReadWidths(string key, ImmutableArray<int> widths)
    {
        if (widths.IsEmpty) Reject(key, ErrorCodes.OutOfRange, "needs at least one width");
        for (var i = 0; i < widths.Length; i++)
        {
            if (widths[i] is < 1 or > 4096) Reject($"{key}[{i}]", ErrorCodes.OutOfRange, $"a width must be 1..4096 but was {widths[i]}");
            if (widths.IndexOf(widths[i]) < i) Reject($"{key}[{i}]", ErrorCodes.Contradiction, $"width {widths[i]} stands twice");
        }
        return widths;
    }

    public ImmutableArray<Operator> ReadOperators(string key, ImmutableArray<string> texts) => ReadAll(key, texts, ReadOperator, item => item.Text);

    /// <summary>Fusions that merge 2 up to <paramref name="maxInputs"/> maps.</summary>
    public ImmutableArray<FusionOption> ReadFusions(string key, ImmutableArray<string> texts, int maxInputs) =>
        ReadAll(key, texts, (text, at) => ReadFusion(text, at, maxInputs), item => item.Fusion.Text);

    /// <summary>Fusions that merge some number of maps, 2 up to <paramref name="maxInputs"/>, each with the numbers that it can merge.</summary>
    public ImmutableArray<FusionByArity> ReadFusionsByArity(string key, ImmutableArray<string> texts, int maxInputs) =>
        ReadAll(key, texts, (text, at) => ReadFusionByArity(text, at, maxInputs), item => item.Option.Fusion.Text);

    /// <summary>Align steps that lead across every one of the distances (up when positive, down when negative).</summary>
    public ImmutableArray<AlignVariant> ReadVariants(string key, ImmutableArray<string> texts, int[] octaves) =>
        ReadAll(key, texts, (text, at) => ReadVariant(text, at, octaves), item => item.Text);

    public Operator? ReadOperator(string text, string key) =>
        Text.ReadOperator(text, PlaceOf(key)) is { } operation && IsSound(VocabularyProbe.Problem(operation), operation.Text, key) ? operation : null;

    public AlignVariant? ReadVariant(string text, string key, int[] octaves)
    {
        if (Text.ReadSteps(text, PlaceOf(key)) is not { } steps) return null;
        if (steps.OfType<ChannelMatch>().Any(step => step.Width > 0))
            Reject(key, ErrorCodes.Contradiction, $"'{text}' names its own channels, but they must be the node's");
        return octaves.All(distance => IsSound(VocabularyProbe.Problem(steps, distance), text, key)) ? new AlignVariant(steps) : null;
    }

    /// <summary>Notes a mistake when the value is out of its range.</summary>
    public int InRange(string key, int value, int min, int max)
    {
        if (value < min || value > max) Reject(key, ErrorCodes.OutOfRange, $"must be {min}..{max} but was {value}");
        return value;
    }

    /// <summary>The distances 1..<paramref name="most"/> in one direction.</summary>
    public static int[] Octaves(int sign, int most) => [.. Enumerable.Range(1, Math.Clamp(most, 0, 10)).Select(distance => sign * distance)];

    /// <summary>Octaves between the finest and the coarsest stride.</summary>
    public static int SpanOf(ImmutableArray<StrideOptions> rows) =>
        rows.IsEmpty ? 0 : int.Log2(Math.Max(1, rows[^1].Stride)) - int.Log2(Math.Max(1, rows[0].Stride));

    private FusionOption? ReadFusion(string text, string key, int maxInputs) =>
        Text.ReadFusion(text, PlaceOf(key)) is { } fusion && IsSound(VocabularyProbe.Problem(fusion, Math.Max(2, maxInputs)), fusion.Text, key)
            ? new FusionOption(fusion, VocabularyProbe.NeedsEqualChannels(fusion)) : null;

    private FusionByArity? ReadFusionByArity(string text, string key, int maxInputs)
    {
        if (Text.ReadFusion(text, PlaceOf(key)) is not { } fusion) return null;
        var tried = Enumerable.Range(2, Math.Max(1, maxInputs - 1))
            .Select(count => (Count: count, Problem: VocabularyProbe.ProblemWith(fusion, count))).ToArray();
        ImmutableArray<int> arities = [.. tried.Where(result => result.Problem is null).Select(result => result.Count)];
        return arities.IsEmpty && !IsSound(tried[0].Problem, fusion.Text, key) ? null
            : new FusionByArity(new FusionOption(fusion, VocabularyProbe.NeedsEqualChannels(fusion)), arities);
    }

    private ImmutableArray<T> ReadAll<T>(string key, ImmutableArray<string> texts, Func<string, string, T?> read, Func<T, string> textOf)
        where T : class
    {
        if (texts.IsEmpty) Reject(key, ErrorCodes.OutOfRange, "needs at least one item");
        var items = ImmutableArray.CreateBuilder<T>();
        for (var i = 0; i < texts.Length; i++)
        {
            if (read(texts[i], $"{key}[{i}]") is not { } item) continue;
            if (items.Any(other => textOf(other) == textOf(item))) Reject($"{key}[{i}]", ErrorCodes.Contradiction, $"'{textOf(item)}' stands twice");
            items.Add(item);
        }
        return items.DrainToImmutable();
    }

    private bool IsSound(string? problem, string text, string key)
    {
        if (problem is not null) Reject(key, ErrorCodes.Contradiction, $"'{text}' {problem}");
        return problem is null;
    }
}
