using System.Collections.Immutable;
using System.Numerics;
using System.Text.RegularExpressions;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Operators;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Trellises;

/// <summary>Reads the options of a trellis and finds every mistake that would make some sample invalid or the count wrong.</summary>
internal sealed partial class TrellisPlanReader(TrellisOptions options) : PlanReader<TrellisPlan>
{
    protected override TrellisPlan ReadPlan(string name, int classes)
    {
        CheckStrides();
        var encoders = Parts.ReadEncoders(options.Encoders, [.. options.Strides.Take(1)], NodeIds());
        CheckStems(options.Encoders, encoders);
        var (up, down) = Distances(encoders);
        return new TrellisPlan
        {
            Name = name,
            Classes = classes,
            Encoders = encoders,
            Strides = options.Strides,
            Layers = Parts.InRange("layers", options.Layers, 1, 32),
            Blocks = Parts.InRange("blocks", options.Blocks, 1, 8),
            Filters = ReadFilters(),
            Operators = ReadOperators(),
            Keep = Parts.ReadVariant(options.Keep, "keep", [0])!,
            Up = Parts.ReadVariant(options.Up, "up", PartsReader.Octaves(+1, up))!,
            Down = Parts.ReadVariant(options.Down, "down", PartsReader.Octaves(-1, down))!,
            HeadOperators = Parts.ReadOperators("head.operators", options.Head.Operators),
            HeadWidths = Parts.ReadWidths("head.widths", options.Head.Widths),
        };
    }

    private void CheckStrides()
    {
        if (options.Strides.Length is < 1 or > 5) Parts.Reject("strides", ErrorCodes.OutOfRange, $"must be 1..5 strides but are {options.Strides.Length}");
        for (var i = 0; i < options.Strides.Length; i++)
        {
            if (!int.IsPow2(options.Strides[i]) || options.Strides[i] > 1024)
                Parts.Reject($"strides[{i}]", ErrorCodes.OutOfRange, $"must be a power of two up to 1024 but was {options.Strides[i]}");
            else if (i > 0 && options.Strides[i] != 2 * options.Strides[i - 1])
                Parts.Reject($"strides[{i}]", ErrorCodes.Contradiction,
                    $"each stride must be twice the one before, but {options.Strides[i]} follows {options.Strides[i - 1]}");
        }
    }

    protected override void CheckStem(Encoder stem, int index)
    {
        if (stem.Nodes.Length < 2)
            Parts.Reject($"encoders[{index}].nodes", ErrorCodes.OutOfRange, "needs at least two nodes: the first cell reads the last two");
        else if (Octaves(stem) is null)
            Parts.Reject($"encoders[{index}].nodes[{stem.Nodes.Length - 2}]", ErrorCodes.Contradiction, "must differ from the last node's scale by a power of two");
    }

    /// <summary>Most octaves that an edge leads up and down: two layers, or into the first cell from the node before the stem's last.</summary>
    private (int Up, int Down) Distances(ImmutableArray<Encoder> encoders)
    {
        var across = Math.Clamp(options.Strides.Length - 1, 0, 2);
        var stems = encoders.Select(stem => stem.Nodes.Length < 2 ? 0 : Octaves(stem) ?? 0).Append(0).ToArray();
        return (Math.Max(across, -stems.Min()), Math.Max(across, stems.Max()));
    }

    /// <summary>Octaves down from the last but one to the last node of a stem; null when the scales do not differ by a power of two.</summary>
    private static int? Octaves(Encoder stem)
    {
        Scale from = stem.Nodes[^2].Scale, to = stem.Nodes[^1].Scale;
        var (finer, coarser) = ((long)from.Numerator * to.Denominator, (long)to.Numerator * from.Denominator);
        return finer % coarser == 0 && BitOperations.IsPow2(finer / coarser) ? BitOperations.Log2((ulong)(finer / coarser))
            : coarser % finer == 0 && BitOperations.IsPow2(coarser / finer) ? -BitOperations.Log2((ulong)(coarser / finer))
            : null;
    }

    private ImmutableArray<int> ReadFilters()
    {
        Parts.ReadWidths("filters", options.Filters);
        for (var i = 0; i < options.Filters.Length; i++) Parts.InRange($"filters[{i}]", options.Filters[i], 1, 512);
        return options.Filters;
    }

    private ImmutableArray<Operator?> ReadOperators()
    {
        var operators = ImmutableArray.CreateBuilder<Operator?>();
        for (var i = 0; i < options.Operators.Length; i++)
        {
            var key = $"operators[{i}]";
            var isNone = options.Operators[i].Trim() == TrellisOptions.None;
            var operation = isNone ? null : Parts.ReadShapeKeeper(options.Operators[i], key);
            if (operation is null && !isNone) continue;
            if (operators.Contains(operation)) Parts.Reject(key, ErrorCodes.Contradiction, $"'{operation?.Text ?? TrellisOptions.None}' stands twice");
            operators.Add(operation);
        }
        if (options.Operators.All(text => text.Trim() == TrellisOptions.None)) Parts.Reject("operators", ErrorCodes.OutOfRange,
            "needs at least one operator that computes something");
        return operators.DrainToImmutable();
    }

    [GeneratedRegex("^L[0-9]+([pq]|b[0-9]+[xy]?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeIds();
}
