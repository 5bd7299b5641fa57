using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Operators;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Meshes;

/// <summary>Reads the options of a mesh and finds every mistake that would make some sample invalid or the count wrong.</summary>
internal sealed partial class MeshPlanReader(MeshOptions options)
{
    private const int MostBranches = 5;

    private readonly PartsReader _parts = new();

    /// <exception cref="UserErrorException">Every mistake, placed by the name of the space and its key.</exception>
    public static MeshPlan Read(MeshOptions options, string name, int classes)
    {
        var reader = new MeshPlanReader(options);
        var plan = reader.Read(name, classes);
        reader._parts.ThrowIfAny(name);
        return plan;
    }

    /// <summary>Every mistake, placed by its key alone, e.g. <c>stages[1].branches</c>.</summary>
    public static IReadOnlyList<Diagnostic> MistakesIn(MeshOptions options)
    {
        var reader = new MeshPlanReader(options);
        reader.Read("", classes: 2);
        return reader._parts.Errors.Diagnostics;
    }

    private MeshPlan Read(string name, int classes)
    {
        if (!int.IsPow2(options.Stride) || options.Stride is < 1 or > 64)
            _parts.Reject("stride", ErrorCodes.OutOfRange, $"must be a power of two up to 64 but was {options.Stride}");
        var branches = CheckStages();
        var octaves = branches - 1;
        var encoders = _parts.ReadEncoders(options.Encoders, [options.Stride], NodeIds());
        CheckStems(encoders);
        return new MeshPlan
        {
            Name = name,
            Classes = classes,
            Encoders = encoders,
            Stride = options.Stride,
            Stages = options.Stages,
            Widths = ReadWidths(),
            Operators = ReadOperators(),
            Fusions = ReadFusions("fusions", options.Fusions, branches, options.ExchangeOperator, "exchangeOperator"),
            ExchangeOperator = _parts.ReadShapeKeeper(options.ExchangeOperator, "exchangeOperator")!,
            Ups = [null, .. _parts.ReadVariants("upVariants", options.UpVariants, PartsReader.Octaves(+1, octaves))],
            Downs = [null, .. _parts.ReadVariants("downVariants", options.DownVariants, PartsReader.Octaves(-1, octaves))],
            HeadFusions = _parts.ReadFusions("head.fusions", options.Head.Fusions, branches),
            HeadUp = _parts.ReadVariant(options.Head.Up, "head.up", PartsReader.Octaves(+1, octaves))!,
            HeadOperator = _parts.ReadShapeKeeper(options.Head.Operator, "head.operator")!,
        };
    }

    /// <returns>Number of branches of the last stage, within what is allowed.</returns>
    private int CheckStages()
    {
        if (options.Stages.Length is < 1 or > 8) _parts.Reject("stages", ErrorCodes.OutOfRange, $"must be 1..8 stages but are {options.Stages.Length}");
        for (var i = 0; i < options.Stages.Length; i++)
        {
            var stage = options.Stages[i];
            _parts.InRange($"stages[{i}].branches", stage.Branches, 2, MostBranches);
            if (i > 0 && stage.Branches <= options.Stages[i - 1].Branches)
                _parts.Reject($"stages[{i}].branches", ErrorCodes.Contradiction,
                    $"a stage adds branches to the {options.Stages[i - 1].Branches} before it; write further units of equal branches into that stage");
            if (stage.Units.IsEmpty) _parts.Reject($"stages[{i}].units", ErrorCodes.OutOfRange, "needs at least one number of units");
            for (var j = 0; j < stage.Units.Length; j++)
            {
                _parts.InRange($"stages[{i}].units[{j}]", stage.Units[j], 1, 8);
                if (stage.Units.IndexOf(stage.Units[j]) < j) _parts.Reject($"stages[{i}].units[{j}]", ErrorCodes.Contradiction,
                    $"{stage.Units[j]} stands twice");
            }
        }
        return options.Stages.Select(stage => Math.Clamp(stage.Branches, 2, MostBranches)).Append(2).Max();
    }

    private void CheckStems(ImmutableArray<Encoder> encoders)
    {
        for (var i = 0; i < options.Encoders.Length; i++)
        {
            if (encoders.FirstOrDefault(read => read.Name == options.Encoders[i].Name) is { Taps: [var tap] } stem && tap < stem.Nodes.Length - 1)
                _parts.Reject($"encoders[{i}].taps[0]", ErrorCodes.Contradiction,
                    "must be the last node of the stem: what comes behind it would reach no output");
        }
    }

    private ImmutableArray<int> ReadWidths()
    {
        _parts.ReadWidths("widths", options.Widths);
        for (var i = 0; i < options.Widths.Length; i++) _parts.InRange($"widths[{i}]", options.Widths[i], 1, 512);
        return options.Widths;
    }

    private ImmutableArray<Operator> ReadOperators()
    {
        if (options.Operators.IsEmpty) _parts.Reject("operators", ErrorCodes.OutOfRange, "needs at least one operator");
        var operators = ImmutableArray.CreateBuilder<Operator>();
        for (var i = 0; i < options.Operators.Length; i++)
        {
            if (_parts.ReadShapeKeeper(options.Operators[i], $"operators[{i}]") is not { } operation) continue;
            if (operation is Identity) _parts.Reject($"operators[{i}]", ErrorCodes.Contradiction,
                "'id' computes nothing, so a unit could not be told from none");
            if (operators.Contains(operation)) _parts.Reject($"operators[{i}]", ErrorCodes.Contradiction, $"'{operation.Text}' stands twice");
            operators.Add(operation);
        }
        return operators.DrainToImmutable();
    }

    private ImmutableArray<FusionOption> ReadFusions(string key, ImmutableArray<string> texts, int branches, string behind, string behindKey)
    {
        var fusions = _parts.ReadFusions(key, texts, branches);
        if (new PartsReader().ReadShapeKeeper(behind, behindKey) is not { } operation) return fusions;
        foreach (var fusion in fusions)
        {
            if (ExchangeProbe.Problem(fusion.Fusion, operation, branches) is { } problem)
                _parts.Reject(key, ErrorCodes.Contradiction, $"'{fusion.Fusion.Text}' before '{operation.Text}' ({behindKey}) {problem}");
        }
        return fusions;
    }

    [GeneratedRegex("^([TBF][0-9_]+|cat)$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeIds();
}
