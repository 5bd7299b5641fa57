using System.Collections.Immutable;
using System.Text.Json;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>Reads <see cref="SearchParameters"/> from JSON: the tensors of a published <c>arch_*.pt</c> as lists of rows, under their own names.</summary>
/// <remarks>
/// Keys <c>alpha_m_s</c>, <c>beta_m_s</c>, <c>ratio_m_s</c> with m = 0 for a teacher and 1 for a student;
/// <c>mIoU02 latency02 mIoU12 latency12</c> may be left out.
/// </remarks>
public sealed class SearchParametersReader
{
    private const int Alternatives = 5;

    private static readonly string s_layers = $"{SearchParameters.FewestLayers}..{SearchParameters.MostLayers}";

    private readonly JsonNodeAt _root;
    private readonly DiagnosticBag _errors;

    private SearchParametersReader(JsonNodeAt root, DiagnosticBag errors) => (_root, _errors) = (root, errors);

    /// <summary>Reads a file.</summary>
    /// <exception cref="UserErrorException">The file is not there or not valid; every mistake with its place.</exception>
    public static SearchParameters Read(string path)
    {
        var errors = new DiagnosticBag();
        var root = ConfigurationFile.Parse(path, errors);
        errors.ThrowIfAny();
        return Read(root!);
    }

    /// <summary>Reads a JSON text.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <exception cref="UserErrorException">Every mistake with its place.</exception>
    public static SearchParameters Parse(string file, ReadOnlyMemory<byte> utf8) => Read(LocatedJson.Parse(file, utf8));

    private static SearchParameters Read(JsonNodeAt root)
    {
        var errors = new DiagnosticBag();
        var read = new SearchParametersReader(root, errors).Read();
        errors.ThrowIfAny();
        return read!;
    }

    private SearchParameters? Read()
    {
        if (_root.Kind != JsonValueKind.Object)
        {
            Reject(_root, ErrorCodes.WrongType, $"the search parameters must be an object {{ … }} but are {_root.Describe()}");
            return null;
        }
        var isTeacher = _root["alpha_0_0"] is not null && _root["alpha_1_0"] is null;
        var network = isTeacher ? 0 : 1;
        RejectUnknown(network);
        if (Layers($"alpha_{network}_0") is not { } layers) return null;
        var widths = WidthColumns($"ratio_{network}_0");
        return new SearchParameters(
            isTeacher,
            [.. Enumerable.Range(0, 3).Select(s => Table($"alpha_{network}_{s}", layers - s, Alternatives))],
            [.. Enumerable.Range(1, 2).Select(s => Table($"beta_{network}_{s}", layers - 1 - s, 2))],
            [.. Enumerable.Range(0, 3).Select(s => Table($"ratio_{network}_{s}", layers - Math.Max(1, s), widths))],
            Score("mIoU02", "latency02"), Score("mIoU12", "latency12"));
    }

    private void RejectUnknown(int network)
    {
        string[] known =
        [
            .. from table in (string[])["alpha_{0}_0", "alpha_{0}_1", "alpha_{0}_2", "beta_{0}_1", "beta_{0}_2", "ratio_{0}_0", "ratio_{0}_1", "ratio_{0}_2"]
            select string.Format(null, table, network),
            "mIoU02", "latency02", "mIoU12", "latency12",
        ];
        foreach (var member in _root.Members.Where(member => !known.Contains(member.Name)))
        {
            var hint = NearestName.Hint(Excerpt.Of(member.Name), known);
            _errors.Add(member.NamePlace, ErrorCodes.UnknownKey, $"unknown key {Excerpt.Quote(member.Name)}. {hint}");
        }
    }

    private int? Layers(string key)
    {
        if (Need(key) is not { } table) return null;
        if (table.Kind != JsonValueKind.Array)
            Reject(table, ErrorCodes.WrongType, $"'{key}' must be a list of rows but is {table.Describe()}");
        else if (table.Items.Length is < SearchParameters.FewestLayers or > SearchParameters.MostLayers)
            Reject(table, ErrorCodes.OutOfRange, $"'{key}' has a row per layer, {s_layers} of them, but has {table.Items.Length}");
        else return table.Items.Length;
        return null;
    }

    /// <summary>One column for a fixed width, else five; what fits neither is reported by the table.</summary>
    private int WidthColumns(string key) => _root[key] is { Items: [{ Items.Length: 1 }, ..] } ? 1 : Alternatives;

    private PreferenceTable Table(string key, int rows, int columns)
    {
        if (Need(key) is not { } table) return new PreferenceTable([]);
        if (table.Kind != JsonValueKind.Array)
            Reject(table, ErrorCodes.WrongType, $"'{key}' must be a list of rows but is {table.Describe()}");
        else if (table.Items.Length != rows)
            Reject(table, ErrorCodes.OutOfRange, $"'{key}' must have {rows} rows for this number of layers but has {table.Items.Length}");
        return new PreferenceTable([.. table.Items.Select((row, i) => Row(row, $"{key}[{i}]", columns))]);
    }

    private ImmutableArray<double> Row(JsonNodeAt row, string name, int columns)
    {
        if (row.Kind != JsonValueKind.Array)
            Reject(row, ErrorCodes.WrongType, $"'{name}' must be a list of {columns} numbers but is {row.Describe()}");
        else if (row.Items.Length != columns)
            Reject(row, ErrorCodes.OutOfRange, $"'{name}' must have {columns} numbers but has {row.Items.Length}");
        return [.. row.Items.Select((item, i) => Number(item, $"{name}[{i}]"))];
    }

    private double Number(JsonNodeAt item, string name)
    {
        if (item.TryGetDouble(out var value)) return value;
        var code = item.Kind == JsonValueKind.Number ? ErrorCodes.OutOfRange : ErrorCodes.WrongType;
        Reject(item, code, $"'{name}' must be a finite number but is {item.Describe()}");
        return 0;
    }

    private PairScore? Score(string miouKey, string latencyKey)
    {
        var (miou, latency) = (Scalar(miouKey, 0, 1), Scalar(latencyKey, 1e-6, 1e6));
        return miou is null || latency is null ? null : new PairScore(miou.Value, latency.Value);
    }

    private double? Scalar(string key, double smallest, double largest)
    {
        if (_root[key] is not { } item) return null;
        var value = Number(item, key);
        if (item.Kind == JsonValueKind.Number && !(value >= smallest && value <= largest))
            Reject(item, ErrorCodes.OutOfRange, FormattableString.Invariant($"'{key}' must be {smallest}..{largest} but is {item.Describe()}"));
        return value;
    }

    private JsonNodeAt? Need(string key)
    {
        if (_root[key] is { } value) return value;
        Reject(_root, ErrorCodes.MissingKey, $"the key '{key}' is needed here");
        return null;
    }

    private void Reject(JsonNodeAt at, string code, string message)
    {
        if (!_errors.Diagnostics.Any(known => known.Place == at.Place && known.Message == message)) _errors.Add(at.Place, code, message);
    }
}
