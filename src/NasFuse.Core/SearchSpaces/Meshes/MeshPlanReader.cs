using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Operators;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Meshes;

/// <summary>Reads the options of a mesh and finds every mistake that would make some sample invalid or the count wrong.</summary>
internal sealed partial class MeshPlanReader(MeshOptions options) : PlanReader<MeshPlan>
{
    private const int MostBranches = 5;

    protected override MeshPlan ReadPlan(string name, int classes)
    {
        if (!int.IsPow2(options.Stride) || options.Stride is < 1 or > 64)
            Parts.Reject("stride", ErrorCodes.OutOfRange, $"must be a power of two up to 64 but was {options.Stride}");
        var branches = CheckStages();
        var octaves = branches - 1;
        var encoders = Parts.ReadEncoders(options.Encoders, [options.Stride], NodeIds());
        CheckStems(options.Encoders, encoders);
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
            ExchangeOperator = Parts.ReadShapeKeeper(options.ExchangeOperator, "exchangeOperator")!,
            Ups = [null, .. Parts.ReadVariants("upVariants", options.UpVariants, PartsReader.Octaves(+1, octaves))],
            Downs = [null, .. Parts.ReadVariants("downVariants", options.DownVariants, PartsReader.Octaves(-1, octaves))],
            HeadFusions = Parts.ReadFusions("head.fusions", options.Head.Fusions, branches),
            HeadUp = Parts.ReadVariant(options.Head.Up, "head.up", PartsReader.Octaves(+1, octaves))!,
            HeadOperator = Parts.ReadShapeKeeper(options.Head.Operator, "head.operator")!,
        };
    }

    /// <returns>Number of branches of the last stage, within what is allowed.</returns>
    private int CheckStages()
    {
        if (options.Stages.Length is < 1 or > 8) Parts.Reject("stages", ErrorCodes.OutOfRange, $"must be 1..8 stages but are {options.Stages.Length}");
        for (var i = 0; i < options.Stages.Length; i++)
        {
            var stage = options.Stages[i];
            Parts.InRange($"stages[{i}].branches", stage.Branches, 2, MostBranches);
            if (i > 0 && stage.Branches <= options.Stages[i - 1].Branches)
                Parts.Reject($"stages[{i}].branches", ErrorCodes.Contradiction,
                    $"a stage adds branches to the {options.Stages[i - 1].Branches} before it; write further units of equal branches into that stage");
            if (stage.Units.IsEmpty) Parts.Reject($"stages[{i}].units", ErrorCodes.OutOfRange, "needs at least one number of units");
            for (var j = 0; j < stage.Units.Length; j++)
            {
                Parts.InRange($"stages[{i}].units[{j}]", stage.Units[j], 1, 8);
                if (stage.Units.IndexOf(stage.Units[j]) < j) Parts.Reject($"stages[{i}].units[{j}]", ErrorCodes.Contradiction,
                    $"{stage.Units[j]} stands twice");
            }
        }
        return options.Stages.Select(stage => Math.Clamp(stage.Branches, 2, MostBranches)).Append(2).Max();
    }

    private ImmutableArray<int> ReadWidths()
    {
        Parts.ReadWidths("widths", options.Widths);
        for (var i = 0; i < options.Widths.Length; i++) Parts.InRange($"widths[{i}]", options.Widths[i], 1, 512);
        return options.Widths;
    }

    private ImmutableArray<Operator> ReadOperators()
    {
        if (options.Operators.IsEmpty) Parts.Reject("operators", ErrorCodes.OutOfRange, "needs at least one operator");
        var operators = ImmutableArray.CreateBuilder<Operator>();
        for (var i = 0; i < options.Operators.Length; i++)
        {
            if (Parts.ReadShapeKeeper(options.Operators[i], $"operators[{i}]") is not { } operation) continue;
            if (operation is Identity) Parts.Reject($"operators[{i}]", ErrorCodes.Contradiction,
                "'id' computes nothing, so a unit could not be told from none");
            if (operators.Contains(operation)) Parts.Reject($"operators[{i}]", ErrorCodes.Contradiction, $"'{operation.Text}' stands twice");
            operators.Add(operation);
        }
        return operators.DrainToImmutable();
    }

    private ImmutableArray<FusionOption> ReadFusions(string key, ImmutableArray<string> texts, int branches, string behind, string behindKey)
    {
        var fusions = Parts.ReadFusions(key, texts, branches);
        if (new PartsReader().ReadShapeKeeper(behind, behindKey) is not { } operation) return fusions;
        foreach (var fusion in fusions)
        {
            if (ExchangeProbe.Problem(fusion.Fusion, operation, branches) is { } problem)
                Parts.Reject(key, ErrorCodes.Contradiction, $"'{fusion.Fusion.Text}' before '{operation.Text}' ({behindKey}) {problem}");
        }
        return fusions;
    }

    [GeneratedRegex("^([TBF][0-9_]+|cat)$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeIds();
}
